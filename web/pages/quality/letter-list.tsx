import { Button, Checkbox, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useDeadLetters } from "../../api/dead-letters.ts";
import { useMe } from "../../api/session.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import type { DeadLetter } from "./letter.ts";
import { LettersActions } from "./letters-actions.tsx";
import { opensRow } from "./opens-row.ts";
import styles from "./quality.module.css";
import { useRuleName } from "./use-rule-name.ts";
import { STATUSES, type ViewProps } from "./view.ts";
import { words } from "./words.ts";

const PAGE = 20;
const NONE: ReadonlySet<number> = new Set();

/** Rejected records to open, or to retry and drop several at once. */
export function LetterList({ view, setView }: ViewProps) {
  const said = useSaid(words).letter;
  const all = useSaid(words);
  const common = useWords();
  const format = useFormat();
  const ruleName = useRuleName();
  const mayChange = useMe().data?.can.change === true;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(NONE);
  const query = useDeadLetters({ status: view.status === "all" ? null : view.status, reason: view.rule }, PAGE);
  const letters = query.data?.pages.flatMap((page) => page.letters) ?? [];
  const open = letters.filter(({ status }) => status === "open");
  const ids = open.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const choose = (id: number, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Panel
      title={view.rule === null ? said.title : `${said.title}: ${ruleName(view.rule)}`}
      definition={<p>{said.title_is}</p>}
      height={240}
      state={stateOf(query)}
      actions={
        <>
          {view.rule !== null && (
            <Button size="xs" variant="default" onClick={() => setView({ rule: null })}>
              {all.all_rules}
            </Button>
          )}
          <SegmentedControl
            size="xs"
            aria-label={said.show}
            value={view.status}
            onChange={(value) => setView({ status: STATUSES.find((one) => one === value) ?? "open" })}
            data={STATUSES.map((value) => ({ value, label: said.statuses[value] }))}
          />
        </>
      }
    >
      {mayChange && <LettersActions ids={ids} onDone={() => setChosen(NONE)} />}
      {letters.length === 0 ? (
        <p className={styles.quiet}>{said.none[view.status]}</p>
      ) : (
        <ScrollFrame className={styles.frame} label={said.title}>
          <table className={styles.table}>
            <thead>
              <tr>
                {mayChange && (
                  <th data-column="check">
                    <Checkbox
                      size="xs"
                      aria-label={said.select_all}
                      checked={open.length > 0 && ids.length === open.length}
                      indeterminate={ids.length > 0 && ids.length < open.length}
                      disabled={open.length === 0}
                      onChange={({ currentTarget }) =>
                        setChosen(currentTarget.checked ? new Set(open.map(({ id }) => id)) : NONE)
                      }
                    />
                  </th>
                )}
                <th>{said.rule}</th>
                <th data-column="received">{said.received}</th>
                <th data-column="record">{said.record}</th>
                <th data-column="place">{said.place}</th>
                <th data-column="bytes" data-number>
                  {said.size}
                </th>
                <th>{said.status}</th>
              </tr>
            </thead>
            <tbody>{letters.map(row)}</tbody>
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
          {common.panel.more}
        </Button>
      )}
    </Panel>
  );

  function row(letter: DeadLetter) {
    const { id, reason, received, text, partition, offset, bytes, status } = letter;
    return (
      <tr key={id} onClick={(event) => opensRow(event) && setView({ letter: id })}>
        {mayChange && (
          <td data-column="check">
            {status === "open" && (
              <Checkbox
                size="xs"
                aria-label={said.select({ id: String(id) })}
                checked={chosen.has(id)}
                onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
              />
            )}
          </td>
        )}
        <td>
          <button type="button" className={styles.opener}>
            {ruleName(reason)}
          </button>
        </td>
        <td data-column="received">{format.instant(received)}</td>
        <td data-column="record">
          <span className={text === null ? styles.quiet : styles.record}>
            {text ?? (mayChange ? said.no_value : said.hidden)}
          </span>
        </td>
        <td data-column="place">{said.from({ partition, offset: String(offset) })}</td>
        <td data-column="bytes" data-number>
          {format.bytes(bytes)}
        </td>
        <td>
          <StatusMark status={status} />
        </td>
      </tr>
    );
  }
}
