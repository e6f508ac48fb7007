import { Button, Checkbox, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { LateSales } from "../../../src/server/api/late.ts";
import { useApplyLate, useLateSales } from "../../api/late.ts";
import { useMe } from "../../api/session.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useLanguage, useSaid, useWords } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import { ApplyOutcome } from "./apply-outcome.tsx";
import { opensRow } from "./opens-row.ts";
import styles from "./quality.module.css";
import type { ViewProps } from "./view.ts";
import { words } from "./words.ts";

type LateSale = LateSales["sales"][number];
const PAGE = 20;
const NONE: ReadonlySet<number> = new Set();

/** Late sales, to open one or to put several in. */
export function LateList({ view, setView }: ViewProps) {
  const said = useSaid(words).late;
  const selected = useSaid(words).letter.selected;
  const common = useWords().panel;
  const format = useFormat();
  const { language } = useLanguage();
  const mayChange = useMe().data?.can.change === true;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(NONE);
  const query = useLateSales({ waiting: view.show === "waiting", limit: PAGE });
  const apply = useApplyLate();
  const sales = query.data?.pages.flatMap((page) => page.sales) ?? [];
  const waiting = sales.filter(({ applied }) => applied === null);
  const ids = waiting.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const choose = (id: number, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const n = format.count(ids.length);
  return (
    <Panel
      title={said.list}
      definition={<p>{said.list_is}</p>}
      height={240}
      state={stateOf(query)}
      table={{
        columns: [
          { id: "transaction_id", label: said.sale, unit: "id" },
          { id: "event_time", label: said.event_time, unit: "time" },
          { id: "received", label: said.received, unit: "time" },
          { id: "late_by_seconds", label: `${said.late_by} (s)`, unit: "number" },
          { id: "total", label: said.total, unit: "money" },
          { id: "applied", label: said.state, unit: "text" },
        ],
        rows: sales.map((sale) => [
          sale.transaction_id,
          sale.event_time,
          sale.received,
          sale.late_by_seconds,
          sale.total,
          stateText(sale),
        ]),
      }}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={said.show}
          value={view.show}
          onChange={(value) => setView({ show: value === "all" ? "all" : "waiting" })}
          data={(["waiting", "all"] as const).map((value) => ({ value, label: said.shows[value] }))}
        />
      }
    >
      {mayChange && ids.length > 0 && (
        <div className={styles.bar}>
          <p>{plural(language, ids.length, selected, { n })}</p>
          <Button
            size="xs"
            loading={apply.isPending}
            onClick={() => apply.mutate(ids, { onSuccess: () => setChosen(NONE) })}
          >
            {said.apply_some({ n })}
          </Button>
        </div>
      )}
      <ApplyOutcome applied={apply.data} error={apply.error} />
      {sales.length === 0 ? (
        <p className={styles.quiet}>{view.show === "waiting" ? said.none_waiting : said.none}</p>
      ) : (
        <ScrollFrame className={styles.frame} label={said.list}>
          <table className={styles.table}>
            <thead>
              <tr>
                {mayChange && (
                  <th data-column="check">
                    <Checkbox
                      size="xs"
                      aria-label={said.select_all}
                      checked={waiting.length > 0 && ids.length === waiting.length}
                      indeterminate={ids.length > 0 && ids.length < waiting.length}
                      disabled={waiting.length === 0}
                      onChange={({ currentTarget }) =>
                        setChosen(currentTarget.checked ? new Set(waiting.map(({ id }) => id)) : NONE)
                      }
                    />
                  </th>
                )}
                <th>{said.sale}</th>
                <th data-column="event">{said.event_time}</th>
                <th data-column="received">{said.received}</th>
                <th data-number>{said.late_by}</th>
                <th data-number>{said.total}</th>
                <th data-column="place">{said.place}</th>
                <th>{said.state}</th>
              </tr>
            </thead>
            <tbody>{sales.map(row)}</tbody>
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

  function stateText({ applied }: LateSale): string {
    return applied === null ? said.is_waiting : said.in_batch({ batch: format.count(applied) });
  }

  function row(sale: LateSale) {
    const { id, transaction_id, event_time, received, late_by_seconds, total, partition, offset, applied } = sale;
    return (
      <tr key={id} onClick={(event) => opensRow(event) && setView({ late: id })}>
        {mayChange && (
          <td data-column="check">
            {applied === null && (
              <Checkbox
                size="xs"
                aria-label={said.select({ id: transaction_id ?? String(id) })}
                checked={chosen.has(id)}
                onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
              />
            )}
          </td>
        )}
        <td>
          <button type="button" className={styles.opener}>
            {transaction_id ?? String(id)}
          </button>
        </td>
        <td data-column="event">{format.instant(event_time)}</td>
        <td data-column="received">{format.instant(received)}</td>
        <td data-number>{format.duration(late_by_seconds)}</td>
        <td data-number>{format.money(total)}</td>
        <td data-column="place">
          {partition} · {String(offset)}
        </td>
        <td>
          <StatusMark status={applied === null ? "open" : "accepted"} label={stateText(sale)} />
        </td>
      </tr>
    );
  }
}
