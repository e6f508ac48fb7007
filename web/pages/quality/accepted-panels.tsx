import { Link } from "../../address/link.tsx";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import styles from "./quality.module.css";
import { useRuleName } from "./use-rule-name.ts";
import { words } from "./words.ts";

/** What was accepted needs no saving; what it was warned of may need a look. */
export function AcceptedPanels() {
  const said = useSaid(words);
  const format = useFormat();
  const query = useStream();
  const ruleName = useRuleName();
  const quality = query.data?.quality;
  const warnings = Object.entries(quality?.warnings ?? {}).filter(([, count]) => count > 0);
  return (
    <>
      <Panel title={said.accepted_title} span={6} state={stateOf(query)}>
        <div className={styles.prose}>
          <p>{said.accepted_text({ n: format.count(quality?.accepted ?? 0) })}</p>
          <p>
            <Link to="/explore">{said.to_explore}</Link>
          </p>
        </div>
      </Panel>
      <Panel title={said.warnings} span={6} state={stateOf(query)}>
        {warnings.length === 0 ? (
          <p className={styles.quiet}>{said.no_warnings}</p>
        ) : (
          <DataTable
            caption={said.warnings}
            columns={[
              { id: "rule", label: said.rule, unit: "text" },
              { id: "sales", label: said.records, unit: "count" },
            ]}
            rows={warnings.map(([rule, count]) => [ruleName(rule), count])}
          />
        )}
      </Panel>
    </>
  );
}
