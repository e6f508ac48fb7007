import { useMemo } from "react";
import type { QueryAnswer } from "../../../src/server/api/query.ts";
import { useFigures } from "../../api/analyses.ts";
import { useShop } from "../../api/shop.ts";
import type { Cell } from "../../format/format.ts";
import { bucketsOf, type Grain, grainOf } from "./period.ts";
import { type Explored, MEASURES } from "./view.ts";

export interface Series {
  readonly grain: Grain;
  /** Keys of the points: an hour, a day or a month. */
  readonly buckets: readonly (string | number)[];
  /** Whether the last point is still under way. */
  readonly isOpen: boolean;
  /** Values of a measure by point, null where there is none; `before` point by point of the period before. */
  of(measure: string): { readonly now: readonly (Cell | null)[]; readonly before: readonly (Cell | null)[] | null };
}

/** All measures over the period as time series, in one question. */
export function useSeries(explored: Explored) {
  const { filters, span, compare, now } = explored;
  const first = useShop().data?.kept.first ?? null;
  const from = span.from ?? (first ?? now).slice(0, 10);
  const to = span.to !== null && span.to < now ? span.to : now;
  const grain = now === "" ? "day" : grainOf(from, to);
  const query = useFigures(
    { ...filters, dimensions: [grain], measures: MEASURES, order: [grain], limit: 5000, compare },
    { enabled: filters !== null },
  );
  const minute = to.slice(0, 13);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock matters by the hour only.
  const series = useMemo(
    () =>
      query.data === undefined || now === ""
        ? null
        : seriesOf(query.data, grain, from, to, span.to === null || span.to > now),
    [query.data, grain, from, minute, span.to],
  );
  return { query, series };
}

function seriesOf(answer: QueryAnswer, grain: Grain, from: string, to: string, isOpen: boolean): Series {
  const buckets = bucketsOf(grain, from, to);
  const before = answer.previous;
  const beforeBuckets =
    before === null || before.rows.length === 0 || before.period.from === null || before.period.to === null
      ? null
      : bucketsOf(grain, before.period.from, before.period.to);
  const [now, then] = [byKey(answer.rows), byKey(before?.rows ?? [])];
  return {
    grain,
    buckets,
    isOpen,
    of(measure) {
      const place = answer.columns.findIndex((column) => column.id === measure);
      const empty =
        place < 0 || ["average_sale", "average_order_value", "cancellation_rate"].includes(measure) ? null : 0;
      const valueAt = (rows: Map<string, readonly Cell[]>, key: string | number | undefined) => {
        if (key === undefined) return null;
        const row = rows.get(String(key));
        return row === undefined ? empty : (row[place] ?? null);
      };
      return {
        now: buckets.map((key) => valueAt(now, key)),
        before: beforeBuckets === null ? null : buckets.map((_, index) => valueAt(then, beforeBuckets[index])),
      };
    },
  };
}

function byKey(rows: readonly (readonly Cell[])[]): Map<string, readonly Cell[]> {
  return new Map(rows.map((row) => [String(row[0]), row]));
}
