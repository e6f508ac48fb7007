import { NativeSelect, TagsInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Preview } from "../../../src/server/api/files.ts";
import type { Mapping } from "../../api/files.ts";
import { Panel } from "../../parts/panel.tsx";
import { useLanguage, useSaid, useWords } from "../../words/language.tsx";
import { KeptInput } from "./kept-input.tsx";
import styles from "./mapping.module.css";
import {
  classOf,
  csvValue,
  STATUS_CLASSES,
  type StatusClass,
  textsOf,
  withClass,
  withCsv,
  withValue,
} from "./mapping-edit.ts";
import { words } from "./words.ts";

interface ReadingPanelProps {
  readonly preview: Preview;
  readonly onChange: (mapping: Mapping) => void;
}

const FORMATS = [
  "%Y-%m-%d %H:%M:%S",
  "%Y-%m-%dT%H:%M:%S",
  "%Y-%m-%d",
  "%d/%m/%Y %H:%M:%S",
  "%d/%m/%Y %H:%M",
  "%d/%m/%Y",
  "%m/%d/%Y %H:%M:%S",
  "%m/%d/%Y %I:%M %p",
  "%m/%d/%Y",
  "%d.%m.%Y %H:%M",
  "epoch_s",
  "epoch_ms",
];
const CURRENCIES = ["EUR", "USD", "GBP", "MXN", "ARS", "CLP", "COP", "PEN", "CHF", "BRL", "JPY"];
const UNSAID = "-";

/** Dates, numbers and statuses, each with why it is read so. */
export function ReadingPanel({ preview, onChange }: ReadingPanelProps) {
  const said = useSaid(words);
  const status = useWords().status;
  const { mapping, statuses } = preview;
  const labels = [...new Set([...statuses, ...STATUS_CLASSES.flatMap((name) => statusLabels(mapping, name))])];
  return (
    <Panel title={said.reading} definition={<p>{said.reading_is}</p>} span={6} height={160}>
      <div className={styles.fields}>
        <Field preview={preview} paths={["timestamp_format"]}>
          <TagsInput
            size="sm"
            label={said.dates}
            placeholder={textsOf(mapping.timestamp_format).length === 0 ? said.dates_hint : ""}
            value={[...textsOf(mapping.timestamp_format)]}
            data={FORMATS}
            splitChars={[]}
            onChange={(value) => onChange(withValue(mapping, "timestamp_format", value))}
          />
        </Field>
        <Field preview={preview} paths={["csv.decimal", "csv.thousands"]}>
          <div className={styles.two}>
            <Csv name="decimal" label={said.decimal} choices={[",", "."]} {...{ mapping, onChange }} />
            <Csv
              name="thousands"
              label={said.thousands}
              choices={["", ".", ",", " ", "'"]}
              {...{ mapping, onChange }}
            />
          </div>
        </Field>
        <Field preview={preview} paths={["csv.delimiter", "csv.encoding"]}>
          <div className={styles.two}>
            <Csv name="delimiter" label={said.delimiter} choices={[",", ";", "\t", "|"]} {...{ mapping, onChange }} />
            <Csv
              name="encoding"
              label={said.encoding}
              choices={["utf-8", "latin-1", "utf-16"]}
              {...{ mapping, onChange }}
            />
          </div>
        </Field>
        <Field preview={preview} paths={["currency"]}>
          <KeptInput
            label={said.currency}
            placeholder={said.currency_hint}
            value={textsOf(mapping.currency)[0] ?? ""}
            choices={CURRENCIES}
            onKeep={(value) => onChange(withValue(mapping, "currency", value.toUpperCase()))}
          />
        </Field>
        <Field preview={preview} paths={["time_zone"]}>
          <KeptInput
            label={said.zone}
            placeholder={said.zone_hint}
            value={textsOf(mapping.time_zone)[0] ?? ""}
            choices={Intl.supportedValuesOf("timeZone")}
            onKeep={(value) => onChange(withValue(mapping, "time_zone", value))}
          />
        </Field>
      </div>
      {labels.length > 0 && (
        <Field preview={preview} paths={["status", "status.recognised", "status.pending", "status.cancelled"]}>
          <h3 className={styles.sub}>{said.classes}</h3>
          <ul className={styles.classes}>
            {labels.map((label) => (
              <li key={label}>
                <span>{label}</span>
                <NativeSelect
                  size="xs"
                  aria-label={said.class_of({ label })}
                  value={classOf(mapping, label) ?? ""}
                  data={[
                    ...STATUS_CLASSES.map((value) => ({ value, label: status[value] })),
                    { value: "", label: said.gross_only },
                  ]}
                  onChange={(event) =>
                    onChange(withClass(mapping, label, (event.currentTarget.value || null) as StatusClass | null))
                  }
                />
              </li>
            ))}
          </ul>
        </Field>
      )}
    </Panel>
  );
}

interface CsvProps {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly string[];
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

function Csv({ name, label, choices, mapping, onChange }: CsvProps) {
  const said = useSaid(words);
  const names: Readonly<Record<string, string>> = { "": said.none, " ": said.space, "\t": said.tab };
  return (
    <NativeSelect
      size="sm"
      label={label}
      value={csvValue(mapping, name) ?? UNSAID}
      data={[
        { value: UNSAID, label: said.found },
        ...choices.map((value) => ({ value, label: names[value] ?? value })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange(withCsv(mapping, name, value === UNSAID ? null : value))}
    />
  );
}

interface FieldProps {
  readonly preview: Preview;
  /** Lines of the mapping that it stands for. */
  readonly paths: readonly string[];
  readonly children: ReactNode;
}

/** A part of the mapping with the reasons for it; what is in doubt stands beside, in the order of weight. */
function Field({ preview, paths, children }: FieldProps) {
  const { language } = useLanguage();
  const about = preview.reasons.filter(({ path }) => paths.includes(path)).map(({ text }) => text[language]);
  return (
    <div className={styles.field}>
      {children}
      {[...new Set(about)].map((text) => (
        <p key={text} className={styles.why}>
          {text}
        </p>
      ))}
    </div>
  );
}

function statusLabels(mapping: Mapping, name: StatusClass): readonly string[] {
  const { status } = mapping;
  return typeof status === "object" && status !== null ? textsOf((status as Record<string, unknown>)[name]) : [];
}
