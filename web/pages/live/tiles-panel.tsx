import type { Today } from "../../../src/server/api/today.ts";
import { useToday } from "../../api/today.ts";
import type { Format } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel, type PanelProps } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatTile } from "../../parts/stat-tile.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./today.module.css";
import { words } from "./words.ts";

export type RowsOf = "today" | "pending" | "cancelled";

interface TilesPanelProps extends Pick<PanelProps, "span" | "wide"> {
  readonly onRows: (rows: RowsOf) => void;
}

type Figures = Today["today"]["so_far"];

const TILES = [
  { id: "transactions", label: "orders", rows: "today" },
  { id: "average_order_value", label: "average", rows: null },
  { id: "gross_sales", label: "gross", rows: "today" },
  { id: "pending_value", label: "pending", rows: "pending" },
  { id: "cancelled_value", label: "cancelled", rows: "cancelled" },
  { id: "cancellation_rate", label: "cancellation", rows: "cancelled" },
] as const;

export function TilesPanel({ onRows, ...place }: TilesPanelProps) {
  const said = useSaid(words);
  const format = useFormat();
  const query = useToday();
  const now = query.data?.today.so_far;
  const then = query.data?.yesterday.so_far;
  return (
    <Panel {...place} title={said.figures} height={224} state={stateOf(query)}>
      {now !== undefined && then !== undefined && (
        <div className={styles.tiles}>
          {TILES.map(({ id, label, rows }) => (
            <StatTile
              key={id}
              label={said[label]}
              value={shown(format, id, now[id])}
              exact={String(now[id] ?? "")}
              note={note(id, now, then)}
              {...(rows === null ? {} : { onOpen: () => onRows(rows) })}
            />
          ))}
        </div>
      )}
    </Panel>
  );

  function note(id: (typeof TILES)[number]["id"], figures: Figures, before: Figures) {
    const base = Number(before[id] ?? 0);
    const hasChange = id !== "cancellation_rate" && base !== 0;
    return (
      <>
        {said.yesterday_value({ value: shown(format, id, before[id]) })}
        {hasChange && <span className={styles.change}>{format.change((Number(figures[id] ?? 0) - base) / base)}</span>}
      </>
    );
  }
}

function shown(format: Format, id: (typeof TILES)[number]["id"], value: string | number | null): string {
  if (id === "cancellation_rate") return format.cell("ratio", value);
  if (id === "transactions") return format.cell("count", value);
  return value !== null && id !== "average_order_value"
    ? format.moneyWhole(String(value))
    : format.cell("money", value);
}
