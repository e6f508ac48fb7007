import { Button, Checkbox, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Run } from "../../../src/server/api/runs.ts";
import { useRuns } from "../../api/runs.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { durationText } from "./duration-text.ts";
import { KINDS, RunStatus } from "./run-status.tsx";
import styles from "./runs.module.css";
import { words } from "./words.ts";

type Kind = (typeof KINDS)[number];

interface RunListProps {
  readonly kind: Kind;
  readonly onKind: (kind: Kind) => void;
  readonly onRun: (run: string) => void;
  readonly onCompare: (run: string, other: string) => void;
}

/** Every run; two of them can be chosen. */
export function RunList({ kind, onKind, onRun, onCompare }: RunListProps) {
  const said = useSaid(words);
  const common = useWords().panel;
  const format = useFormat();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const query = useRuns(kind === "all" ? null : kind);
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const [first, second] = chosen;
  return (
    <Panel
      title={said.list}
      definition={<p>{said.list_is}</p>}
      height={240}
      state={stateOf(query)}
      table={{
        columns: [
          { id: "id", label: said.id, unit: "text" },
          { id: "kind", label: said.kind, unit: "text" },
          { id: "started", label: said.started, unit: "time" },
          { id: "duration_ms", label: `${said.duration} (ms)`, unit: "number" },
          { id: "input", label: said.input, unit: "text" },
          { id: "engine", label: said.engine, unit: "text" },
          { id: "rows", label: said.rows, unit: "count" },
          { id: "status", label: said.status, unit: "text" },
        ],
        rows: runs.map((run) => [
          run.id,
          said.kinds[run.kind],
          run.started,
          Math.round(run.duration_ms),
          run.input,
          run.engine,
          run.rows,
          said.statuses[run.status],
        ]),
      }}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={said.kind}
          value={kind}
          onChange={(value) => onKind(KINDS.find((one) => one === value) ?? "all")}
          data={KINDS.map((value) => ({ value, label: said.kinds[value] }))}
        />
      }
    >
      {runs.length > 1 && (
        <div className={styles.bar}>
          <p>{chosen.length === 0 ? said.choose : chosen.length === 1 ? said.choose_one : ""}</p>
          {first !== undefined && second !== undefined && (
            <Button size="xs" onClick={() => onCompare(...([first, second].sort() as [string, string]))}>
              {said.compare}
            </Button>
          )}
        </div>
      )}
      {runs.length === 0 ? (
        <p className={styles.soft}>{said.empty}</p>
      ) : (
        <ScrollFrame className={styles.frame} label={said.list}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th data-column="check">
                  <span className={styles.hidden}>{said.compare}</span>
                </th>
                <th>{said.started}</th>
                <th data-column="kind">{said.kind}</th>
                <th data-column="input">{said.input}</th>
                <th data-column="engine">{said.engine}</th>
                <th data-number data-column="rows">
                  {said.rows}
                </th>
                <th data-number>{said.duration}</th>
                <th>{said.status}</th>
              </tr>
            </thead>
            <tbody>{runs.map(row)}</tbody>
          </table>
        </ScrollFrame>
      )}
      {query.hasNextPage && (
        <Button
          className={styles.more ?? ""}
          size="xs"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {common.more}
        </Button>
      )}
    </Panel>
  );

  function row({ id, kind, started, input, engine, rows, duration_ms, status }: Run) {
    const isChosen = chosen.includes(id);
    const time = format.instant(started);
    return (
      <tr key={id}>
        <td data-column="check">
          <Checkbox
            size="xs"
            aria-label={said.select({ run: time })}
            checked={isChosen}
            disabled={!isChosen && chosen.length === 2}
            onChange={() => setChosen(isChosen ? chosen.filter((one) => one !== id) : [...chosen, id])}
          />
        </td>
        <td>
          <button type="button" className={styles.opener} onClick={() => onRun(id)}>
            {time}
          </button>
        </td>
        <td data-column="kind">{said.kinds[kind]}</td>
        <td data-column="input" title={input}>
          {input}
        </td>
        <td data-column="engine">{engine}</td>
        <td data-number data-column="rows">
          {format.count(rows)}
        </td>
        <td data-number>{durationText(format, duration_ms)}</td>
        <td>
          <RunStatus status={status} />
        </td>
      </tr>
    );
  }
}
