import { NativeSelect } from "@mantine/core";
import type { Preview } from "../../../src/server/api/files.ts";
import type { Mapping } from "../../api/files.ts";
import { Panel } from "../../parts/panel.tsx";
import { useLanguage, useSaid, useWords } from "../../words/language.tsx";
import styles from "./mapping.module.css";
import { roleOf, SALE_COLUMNS, type SaleColumn, withRole } from "./mapping-edit.ts";
import { words } from "./words.ts";

interface ColumnsPanelProps {
  readonly preview: Preview;
  readonly onChange: (mapping: Mapping) => void;
}

const SHOWN = 8;

/** The first rows as they stand, with what each column is above it. */
export function ColumnsPanel({ preview, onChange }: ColumnsPanelProps) {
  const said = useSaid(words);
  const sale = useWords().sale;
  const { language } = useLanguage();
  const { columns, rows, mapping, reasons } = preview;
  const roles = columns.map(({ name }) => roleOf(mapping, name));
  const choices = [{ value: "", label: said.unused }, ...SALE_COLUMNS.map((value) => ({ value, label: sale[value] }))];
  return (
    <Panel title={said.proposal} definition={<p>{said.proposal_is}</p>}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={styles.scroll} tabIndex={0} aria-label={said.first_rows}>
        <table className={styles.rows}>
          <thead>
            <tr>
              {columns.map(({ name }, place) => (
                <th key={name} scope="col" data-used={roles[place] !== null || undefined}>
                  <NativeSelect
                    size="xs"
                    aria-label={said.role_of({ column: name })}
                    value={roles[place] ?? ""}
                    data={choices}
                    onChange={(event) =>
                      onChange(withRole(mapping, name, (event.currentTarget.value || null) as SaleColumn | null))
                    }
                  />
                  <span className={styles.column}>{name}</span>
                  <span className={styles.why}>
                    {reasons
                      .filter(({ path }) => path === `columns.${roles[place]}`)
                      .map(({ text }) => text[language])
                      .join("; ")}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing else.
              <tr key={index}>
                {columns.map(({ name }, place) => (
                  <td key={name} data-used={roles[place] !== null || undefined}>
                    {row[place] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
