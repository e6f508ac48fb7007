import { Fragment } from "react";
import type { RunDetail } from "../../../src/server/api/runs.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { useSaid } from "../../words/language.tsx";
import { durationText } from "./duration-text.ts";
import styles from "./runs.module.css";
import { usePhaseName } from "./use-phase-name.ts";
import { words } from "./words.ts";

/** A bar for each phase, in the order of the work. */
export function RunPhases({ run }: { readonly run: RunDetail }) {
  const said = useSaid(words);
  const format = useFormat();
  const phaseName = usePhaseName();
  const phases = Object.entries(run.phases);
  const most = Math.max(1, ...phases.map(([, ms]) => ms));
  return (
    <Panel
      title={said.phases}
      definition={<p>{said.phases_is}</p>}
      span={6}
      table={
        phases.length === 0
          ? undefined
          : {
              columns: [
                { id: "phase", label: said.phase, unit: "text" },
                { id: "ms", label: `${said.duration} (ms)`, unit: "number" },
              ],
              rows: phases.map(([phase, ms]) => [phaseName(phase), ms.toFixed(1)]),
            }
      }
    >
      {phases.length === 0 ? (
        <p className={styles.soft}>{said.no_phases}</p>
      ) : (
        <dl className={styles.phases}>
          {phases.map(([phase, ms]) => (
            <Fragment key={phase}>
              <dt>{phaseName(phase)}</dt>
              <dd aria-hidden="true">
                <span className={styles.fill} style={{ width: `${(ms / most) * 100}%` }} />
              </dd>
              <dd className={styles.right}>{durationText(format, ms)}</dd>
            </Fragment>
          ))}
        </dl>
      )}
    </Panel>
  );
}
