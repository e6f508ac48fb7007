import { DIMENSION_IDS, type DimensionId, isDimension } from "../dimensions.ts";
import type { MeasureId } from "../measures.ts";
import type { WindowedQuery } from "../query.ts";

const TOTALS = "totals";

/** What a stream computes unless it is told otherwise. */
export const DEFAULT_WINDOWED_QUERIES: readonly string[] = [TOTALS, "by_category", "by_payment_method", "by_status"];

/** Measures of every windowed query, in the order of its columns. */
const WINDOW_MEASURES: readonly MeasureId[] = ["transactions", "gross_sales", "average_sale"];

/** Every id a windowed query may have: `totals`, and `by_` with a dimension. */
export const WINDOWED_QUERY_IDS: readonly string[] = [TOTALS, ...DIMENSION_IDS.map(queryIdOf)];

function queryIdOf(dimension: DimensionId): string {
  return `by_${dimension}`;
}

export function isWindowedQueryId(id: string): boolean {
  return WINDOWED_QUERY_IDS.includes(id);
}

/** The query with that id over windows of that size. Throws for an id that is none. */
export function windowedQuery(id: string, window: Pick<WindowedQuery, "sizeSeconds" | "slideSeconds">): WindowedQuery {
  return { id, dimensions: dimensionsOf(id), measures: WINDOW_MEASURES, ...window };
}

function dimensionsOf(id: string): DimensionId[] {
  if (id === TOTALS) return [];
  const dimension = id.startsWith("by_") ? id.slice("by_".length) : "";
  if (!isDimension(dimension)) throw new Error(`${id} is no windowed query`);
  return [dimension];
}
