import { Switch } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { RunDetail } from "../../../src/server/api/runs.ts";
import { useRun } from "../../api/runs.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid } from "../../words/language.tsx";
import { type CompareRow, useCompareRows } from "./compare-rows.ts";
import { BackButton } from "./run-details.tsx";
import styles from "./runs.module.css";
import { words } from "./words.ts";

interface RunComparisonProps {
  readonly ids: readonly [string, string];
  readonly onBack: () => void;
}

/** Two runs side by side: what was asked of them, what went in, what came out, how long it took. */
export function RunComparison({ ids, onBack }: RunComparisonProps) {
  const said = useSaid(words);
  const [first, second] = [useRun(ids[0]), useRun(ids[1])];
  const pending = first.data === undefined ? first : second;
  return (
    <>
      <BackButton onBack={onBack} />
      {first.data === undefined || second.data === undefined ? (
        <Panel title={said.comparison} height={240} state={stateOf(pending)}>
          {null}
        </Panel>
      ) : (
        <Comparison runs={[first.data, second.data]} />
      )}
    </>
  );
}

function Comparison({ runs }: { readonly runs: readonly [RunDetail, RunDetail] }) {
  const said = useSaid(words);
  const [onlyDifferences, setOnly] = useState(false);
  const groups = useCompareRows(runs);
  return (
    <>
      {groups.map(({ title, rows, note }) => (
        <Panel
          key={title}
          title={title}
          table={{
            columns: [
              { id: "what", label: said.parameter, unit: "text" },
              { id: "first", label: runs[0].id, unit: "text" },
              { id: "second", label: runs[1].id, unit: "text" },
              { id: "difference", label: said.difference, unit: "text" },
            ],
            rows: rows.map(({ name, values, difference }) => [name, ...values, difference]),
          }}
          actions={
            title === groups[0]?.title && (
              <Switch
                size="xs"
                label={said.only_differences}
                checked={onlyDifferences}
                onChange={({ currentTarget }) => setOnly(currentTarget.checked)}
              />
            )
          }
        >
          {note !== null && <p className={styles.soft}>{note}</p>}
          <Rows title={title} runs={runs} rows={rows.filter(({ isSame }) => !onlyDifferences || !isSame)} />
        </Panel>
      ))}
    </>
  );
}

interface RowsProps {
  readonly title: string;
  readonly runs: readonly [RunDetail, RunDetail];
  readonly rows: readonly CompareRow[];
}

function Rows({ title, runs, rows }: RowsProps): ReactNode {
  const said = useSaid(words);
  const format = useFormat();
  if (rows.length === 0) return <p className={styles.soft}>{said.all_same}</p>;
  return (
    <ScrollFrame className={styles.frame} label={title}>
      <table className={`${styles.table} ${styles.compare}`}>
        <thead>
          <tr>
            <th>{title}</th>
            {runs.map(({ id, started }) => (
              <th key={id}>{format.instant(started)}</th>
            ))}
            <th>{said.difference}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values, isSame, difference }) => (
            <tr key={name} data-differs={!isSame || undefined}>
              <td>{name}</td>
              <td data-wrap>{values[0]}</td>
              <td data-wrap>{values[1]}</td>
              <td>
                {isSame ? (
                  <StatusMark status="final" label={said.same} />
                ) : (
                  <StatusMark status="late" label={difference === "" ? said.differs : difference} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
