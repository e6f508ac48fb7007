import { SegmentedControl } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useCallback, useMemo } from "react";
import type { WindowRow } from "../../../src/server/api/windows.ts";
import { useShop } from "../../api/shop.ts";
import { useFormat } from "../../format/use-format.ts";
import { useLive, useLiveSince } from "../../live/live.tsx";
import { isFinal } from "../../live/live-state.ts";
import { Chart } from "../../parts/chart.tsx";
import { type ChartLook, useChartLook } from "../../parts/chart-look.ts";
import { useColours } from "../../parts/colours.ts";
import { Panel, type PanelProps } from "../../parts/panel.tsx";
import { liveState } from "../../parts/panel-state.ts";
import type { TableData } from "../../parts/table-data.ts";
import type { CommonWords } from "../../words/en.ts";
import { useSaid, useWords } from "../../words/language.tsx";
import { useFillCommand, useIsBehind } from "./catch-up.tsx";
import { Hints } from "./hints.tsx";
import { MinuteLegend } from "./minute-legend.tsx";
import { minuteOption } from "./minute-option.ts";
import { type Key, minuteSeries } from "./minute-series.ts";
import { words } from "./words.ts";

export const SPLITS = ["none", "by_category", "by_payment_method", "by_status"] as const;
export type Split = (typeof SPLITS)[number];

interface MinutePanelProps extends Pick<PanelProps, "span" | "wide"> {
  readonly split: Split;
  /** Absent where it cannot be chosen. */
  readonly onSplit?: (split: Split) => void;
  readonly height?: number;
}

const NONE: readonly WindowRow[] = [];
/** Room for a bar and its gap. */
const BAR_PIXELS = 14;
const DIMENSIONS = {
  none: "category",
  by_category: "category",
  by_payment_method: "payment_method",
  by_status: "status",
} as const;

/** Gross sales by window as they come in: what is final, what may still change, and up to where all has arrived. */
export function MinutePanel({ split, onSplit, height = 280, ...place }: MinutePanelProps) {
  const said = useSaid(words);
  const common = useWords();
  const format = useFormat();
  const look = useChartLook();
  const stream = useShop().data?.stream;
  const query = split === "none" ? "totals" : split;
  const rows = useLive((live) => live.windows[query]) ?? NONE;
  const finalUntil = useLive((live) => live.finalUntil);
  const batch = useLive((live) => live.batch);
  const isBehind = useIsBehind();
  const fill = useFillCommand();
  const { ref, width } = useElementSize();
  const palette = useColours(DIMENSIONS[split], look.scheme);
  const [windowSeconds, slideSeconds] = [stream?.window_seconds ?? 60, stream?.slide_seconds ?? 60];
  const count = Math.min(120, Math.max(12, Math.floor(width / BAR_PIXELS)));
  const bars = useMemo(
    () => minuteSeries({ rows, finalUntil, windowSeconds, slideSeconds, count }),
    [rows, finalUntil, windowSeconds, slideSeconds, count],
  );
  const colour = useCallback(
    (key: Key, isOthers: boolean) => (split === "none" ? look.accent : palette(isOthers ? null : key)),
    [split, look, palette],
  );
  const nameOf = useCallback(
    (key: Key, isOthers: boolean) => {
      if (split === "none") return said.splits.none;
      return isOthers ? common.panel.others : format.cell("label", key);
    },
    [split, said, common, format],
  );
  const watermark = finalUntil === null ? null : Date.parse(finalUntil);
  const draw = useCallback(
    (look: ChartLook) => minuteOption({ look, format, bars, watermark, colour, nameOf, said: common.status }),
    [format, bars, watermark, colour, nameOf, common],
  );
  const table = useMemo(() => tableOf(rows, finalUntil, said, common), [rows, finalUntil, said, common]);
  const since = useLiveSince();
  const state = liveState({ hasRows: rows.length > 0, isAwaited: batch === null || isBehind, since });
  const title = onSplit === undefined ? said.minutes_by[split] : said.minutes;
  return (
    <Panel
      {...place}
      title={title}
      unit={[format.currency, said.per({ length: format.duration(slideSeconds) })].filter(Boolean).join(", ")}
      definition={<p>{said.minutes_is}</p>}
      height={height}
      state={state}
      empty={{ text: said.minutes_empty, ...fill }}
      table={table}
      actions={
        onSplit && (
          <SegmentedControl
            size="xs"
            aria-label={said.split}
            value={split}
            onChange={(value) => onSplit(value as Split)}
            data={SPLITS.map((value) => ({ value, label: said.splits[value] }))}
          />
        )
      }
    >
      {onSplit !== undefined && <Hints />}
      <MinuteLegend
        keys={
          split === "none"
            ? []
            : bars.series.map(({ key, isOthers }) => ({ name: nameOf(key, isOthers), colour: colour(key, isOthers) }))
        }
        watermark={finalUntil}
      />
      <div ref={ref}>
        <Chart draw={draw} label={said.minutes_seen({ count: format.count(bars.windows.length) })} height={height} />
      </div>
    </Panel>
  );
}

/** Newest first. */
function tableOf(
  rows: readonly WindowRow[],
  finalUntil: string | null,
  said: (typeof words)["en"],
  { status }: CommonWords,
): TableData {
  const isSplit = rows.some((row) => row.key !== null);
  return {
    columns: [
      { id: "window_start", label: said.window, unit: "time" },
      ...(isSplit ? [{ id: "key", label: said.key, unit: "label" } as const] : []),
      { id: "transactions", label: said.transactions, unit: "count" },
      { id: "gross_sales", label: said.gross, unit: "money" },
      { id: "average_sale", label: said.average_sale, unit: "money" },
      { id: "state", label: said.state, unit: "text" },
    ],
    rows: rows
      .toReversed()
      .map((row) => [
        row.window_start,
        ...(isSplit ? [row.key] : []),
        row.transactions,
        row.gross_sales,
        row.average_sale,
        isFinal(row, finalUntil) ? status.final : status.provisional,
      ]),
  };
}
