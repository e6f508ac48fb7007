import { Button, Progress } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { RunDetail } from "../../../src/server/api/runs.ts";
import { useCatalogue } from "../../api/analyses.ts";
import { FILES_KEY, resultPath, useFiles } from "../../api/files.ts";
import { useRun } from "../../api/runs.ts";
import { useMe } from "../../api/session.ts";
import type { Unit } from "../../format/format.ts";
import { createFormat } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { MeasureDefinition } from "../../parts/measure-definition.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatTile } from "../../parts/stat-tile.tsx";
import { Icon } from "../../shell/icons.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { Equation } from "./equation.tsx";
import styles from "./files.module.css";
import { textsOf } from "./mapping-edit.ts";
import { words } from "./words.ts";

interface RunViewProps {
  readonly run: string;
  /** Leads back to the mapping of the file. */
  readonly onUpload: (id: string) => void;
}

/** A run of an upload: how far it is, and what came of it. */
export function RunView({ run, onUpload }: RunViewProps) {
  const said = useSaid(words);
  const query = useRun(run);
  const detail = query.data;
  const client = useQueryClient();
  const status = detail?.status;
  useEffect(() => {
    // Its results are among the files now.
    if (status !== undefined && status !== "running") void client.invalidateQueries({ queryKey: FILES_KEY });
  }, [status, client]);
  const upload = useFiles().data?.uploads.find(({ runs }) => runs.includes(run));
  const again = upload && (
    <Button variant="default" onClick={() => onUpload(upload.id)}>
      {said.again}
    </Button>
  );
  if (detail === undefined) {
    return (
      <Panel title={said.results} height={240} state={stateOf(query)}>
        {null}
      </Panel>
    );
  }
  if (detail.status === "running") return <Running detail={detail} />;
  if (detail.status === "done") return <Outcome detail={detail} again={again} />;
  return <Failed detail={detail} again={again} />;
}

function Running({ detail }: { readonly detail: RunDetail }) {
  const said = useSaid(words);
  const format = useFormat();
  const { progress, input } = detail;
  const fraction = progress?.fraction ?? null;
  const left = progress?.seconds_left ?? null;
  const phase = said.phases[progress?.phase ?? ""] ?? "";
  return (
    <Panel title={said.running({ name: input })} height={120}>
      <div className={styles.running}>
        <p role="status">
          {phase}
          {fraction !== null && `, ${format.ratio(fraction)}`}
          <span className={styles.soft}>
            {" "}
            · {left === null ? said.left_unknown : said.left({ time: format.duration(left) })}
          </span>
        </p>
        <Progress value={fraction === null ? 100 : fraction * 100} animated={fraction === null} aria-label={phase} />
      </div>
    </Panel>
  );
}

interface EndedProps {
  readonly detail: RunDetail;
  readonly again: ReactNode;
}

function Failed({ detail, again }: EndedProps) {
  const said = useSaid(words);
  const { language } = useLanguage();
  return (
    <Panel title={said.failed({ name: detail.input })} height={120} actions={again}>
      <p role="alert">{detail.failure?.detail[language] ?? said.interrupted}</p>
    </Panel>
  );
}

function Outcome({ detail, again }: EndedProps) {
  const said = useSaid(words);
  const format = useFormat();
  return (
    <>
      <div className={styles.head}>
        <div>
          <strong>{said.done({ name: detail.input })}</strong>{" "}
          <span className={styles.soft}>{said.done_in({ time: format.milliseconds(detail.duration_ms) })}</span>
        </div>
        {again}
      </div>
      {detail.quality !== null && <Equation quality={detail.quality} />}
      <FiguresPanel detail={detail} />
      <FilesPanel detail={detail} />
    </>
  );
}

/** The measures over all its sales, in the currency of the file. */
function FiguresPanel({ detail }: { readonly detail: RunDetail }) {
  const said = useSaid(words);
  const { language } = useLanguage();
  const measures = useCatalogue().data?.measures ?? [];
  const currency = currencyOf(detail);
  const format = createFormat({ language, currency, timeZone: "UTC" });
  const figures = detail.figures ?? {};
  const known = measures.filter(({ id }) => figures[id] !== undefined && figures[id] !== null);
  return (
    <Panel
      title={said.figures}
      unit={currency}
      span={6}
      height={200}
      state={known.length === 0 ? { kind: "empty" } : { kind: "ready", since: null }}
      definition={known.map(({ id, label }) => (
        <div key={id}>
          <strong>{label[language]}</strong>
          <MeasureDefinition id={id} />
        </div>
      ))}
    >
      <div className={styles.tiles}>
        {known.map(({ id, label, unit }) => (
          <StatTile key={id} label={label[language]} value={format.cell(unit as Unit, figures[id] ?? null)} />
        ))}
      </div>
    </Panel>
  );
}

function FilesPanel({ detail }: { readonly detail: RunDetail }) {
  const said = useSaid(words);
  const format = useFormat();
  const me = useMe().data;
  const mayTake = me?.can.export !== false && me?.can.change !== false && detail.outputs_at == null;
  const report = detail.outputs.find(({ path }) => path.endsWith(".html"));
  // The same table in two forms is one line.
  const groups = Map.groupBy(
    detail.outputs.filter((output) => output !== report),
    ({ path }) => path.replace(/\.[^.]+$/, ""),
  );
  return (
    <Panel title={said.results} definition={<p>{said.results_is}</p>} height={160}>
      {!mayTake && <p className={styles.soft}>{said.results_viewer}</p>}
      {report !== undefined && mayTake && (
        <div className={styles.report}>
          <div>
            <strong>{said.report}</strong>
            <p className={styles.soft}>{said.report_is}</p>
          </div>
          <Button
            component="a"
            href={resultPath(detail.id, report.path)}
            download={report.path}
            leftSection={<Icon name="download" size={16} />}
          >
            {said.get_report}
          </Button>
        </div>
      )}
      <ul className={styles.outputs}>
        {[...groups].map(([name, outputs]) => (
          <li key={name}>
            <span>{name}</span>
            <span className={styles.runFiles}>
              {outputs.map(({ path, bytes }) => (
                <Output key={path} run={detail.id} path={path} size={format.bytes(bytes)} mayTake={mayTake} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface OutputProps {
  readonly run: string;
  readonly path: string;
  readonly size: string;
  readonly mayTake: boolean;
}

function Output({ run, path, size, mayTake }: OutputProps) {
  const said = useSaid(words);
  const kind = (path.match(/[^.]+$/)?.[0] ?? "").toUpperCase();
  const name = kind === "PARQUET" ? "Parquet" : kind;
  if (!mayTake) return <span className={styles.soft}>{name}</span>;
  return (
    <a href={resultPath(run, path)} download={path} title={size} aria-label={said.download({ path })}>
      {name}
    </a>
  );
}

function currencyOf({ parameters }: RunDetail): string {
  const { mapping } = parameters;
  return typeof mapping === "object" && mapping !== null && "currency" in mapping
    ? (textsOf(mapping.currency)[0] ?? "")
    : "";
}
