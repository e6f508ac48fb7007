import type { Sale } from "../../../src/server/api/sales.ts";
import { useFormat } from "../../format/use-format.ts";
import { useLive, useLiveSince } from "../../live/live.tsx";
import { Panel, type PanelProps } from "../../parts/panel.tsx";
import { liveState } from "../../parts/panel-state.ts";
import { SaleStatus } from "../../parts/sale-status.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { useFillCommand, useIsBehind } from "./catch-up.tsx";
import styles from "./latest.module.css";
import { words } from "./words.ts";

const ROW_PIXELS = 40;
const COLUMNS = [
  { id: "timestamp", unit: "time" },
  { id: "transaction_id", unit: "id" },
  { id: "product_id", unit: "id" },
  { id: "category", unit: "label" },
  { id: "payment_method", unit: "label" },
  { id: "status", unit: "label" },
  { id: "total", unit: "money" },
] as const;

interface LatestPanelProps extends Pick<PanelProps, "span" | "wide"> {
  /** Rows at most; their room is kept from the beginning. */
  readonly most: number;
}

/** The sales accepted last, as they arrive. */
export function LatestPanel({ most, ...place }: LatestPanelProps) {
  const said = useSaid(words);
  const names = useWords().sale;
  const format = useFormat();
  const all = useLive((live) => live.sales);
  const batch = useLive((live) => live.batch);
  const isBehind = useIsBehind();
  const fill = useFillCommand();
  const sales = all.slice(0, most);
  const columns = COLUMNS.filter(
    ({ id }) => id === "timestamp" || id === "total" || sales.some((sale) => sale[id] !== null),
  );
  const since = useLiveSince();
  const state = liveState({ hasRows: sales.length > 0, isAwaited: batch === null || isBehind, since });
  return (
    <Panel
      {...place}
      title={said.latest}
      definition={<p>{said.latest_is}</p>}
      height={(most + 1) * ROW_PIXELS}
      state={state}
      empty={{ text: said.latest_empty, ...fill }}
      table={{
        columns: columns.map(({ id, unit }) => ({ id, unit, label: names[id] })),
        rows: all.map((sale) => columns.map(({ id }) => sale[id])),
      }}
    >
      <table className={styles.latest}>
        <thead>
          <tr>
            {columns.map(({ id }) => (
              <th key={id} scope="col" data-column={id}>
                {names[id]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sales.map((sale) => (
            <tr key={keyOf(sale)}>
              {columns.map(({ id, unit }) => (
                <td key={id} data-column={id} title={id === "timestamp" ? format.shopTime(sale.timestamp) : undefined}>
                  {id === "status" ? (
                    <SaleStatus status={sale.status} />
                  ) : id === "timestamp" ? (
                    sale.timestamp.slice(11, 19)
                  ) : (
                    format.cell(unit, sale[id])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function keyOf(sale: Sale): string {
  return `${sale.transaction_id} ${sale.event_time} ${sale.total}`;
}
