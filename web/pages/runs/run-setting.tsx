import type { RunDetail } from "../../../src/server/api/runs.ts";
import { Panel } from "../../parts/panel.tsx";
import { useSaid } from "../../words/language.tsx";
import { parameterText } from "./parameter-text.ts";
import styles from "./runs.module.css";
import { words } from "./words.ts";

/** Its parameters, as they are kept. */
export function RunSetting({ run }: { readonly run: RunDetail }) {
  const said = useSaid(words);
  const parameters = Object.entries(run.parameters);
  return (
    <Panel
      title={said.parameters}
      definition={<p>{said.parameters_is}</p>}
      span={6}
      table={{
        columns: [
          { id: "parameter", label: said.parameter, unit: "text" },
          { id: "value", label: said.value, unit: "text" },
        ],
        rows: parameters.map(([name, value]) => [name, parameterText(value)]),
      }}
    >
      <div className={styles.frame}>
        <table className={styles.table}>
          <tbody>
            {parameters.map(([name, value]) => (
              <tr key={name}>
                <td>
                  <code>{name}</code>
                </td>
                <td data-wrap>{parameterText(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
