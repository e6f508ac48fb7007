import type { RunDetail } from "../../../src/server/api/runs.ts";
import { useFiles } from "../../api/files.ts";
import type { Cell } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import styles from "./files.module.css";
import { words } from "./words.ts";

type Quality = NonNullable<RunDetail["quality"]>;

/** read = accepted + rejected, and by which rules. */
export function Equation({ quality }: { readonly quality: Quality }) {
  const said = useSaid(words);
  const format = useFormat();
  const { read, accepted, rejected, reasons, warnings } = quality;
  const share = (rows: number) => `${read === 0 ? 0 : (rows / read) * 100}%`;
  return (
    <Panel title={said.equation} definition={<p>{said.equation_is}</p>} span={6} height={200}>
      <p className={styles.equation}>
        <span>
          <strong>{format.count(read)}</strong> {said.read}
        </span>
        <span aria-hidden="true">=</span>
        <span>
          <strong>{format.count(accepted)}</strong> <StatusMark status="accepted" label={said.accepted} />
        </span>
        <span aria-hidden="true">+</span>
        <span>
          <strong>{format.count(rejected)}</strong> <StatusMark status="rejected" label={said.rejected_rows} />
        </span>
      </p>
      <div className={styles.equationBar} aria-hidden="true">
        <span style={{ width: share(accepted) }} />
        <span data-rejected style={{ width: share(rejected) }} />
      </div>
      {Object.keys(reasons).length > 0 ? (
        <Rules title={said.rule} counts={reasons} />
      ) : (
        <p className={styles.soft}>{said.all_accepted}</p>
      )}
      {Object.keys(warnings).length > 0 && <Rules title={said.warnings} counts={warnings} />}
    </Panel>
  );
}

function Rules({ title, counts }: { readonly title: string; readonly counts: Readonly<Record<string, number>> }) {
  const said = useSaid(words);
  const { language } = useLanguage();
  const rules = useFiles().data?.rules ?? [];
  const ruleOf = (id: string) => rules.find((rule) => rule.id === id);
  return (
    <DataTable
      caption={title}
      columns={[
        { id: "rule", label: title, unit: "text" },
        { id: "rows", label: said.rows, unit: "count" },
      ]}
      rows={Object.entries(counts).map(([id, rows]): Cell[] => [id, rows])}
      isSortable={false}
      render={(column, value) => {
        if (column.id !== "rule") return undefined;
        const rule = ruleOf(String(value));
        return <span title={rule?.sentence[language]}>{rule?.label[language] ?? value}</span>;
      }}
    />
  );
}
