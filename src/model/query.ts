import { DIMENSIONS, type DimensionId, dimensionColumn } from "./dimensions.ts";
import { MEASURES, type MeasureId, type MeasureUnit } from "./measures.ts";
import type { SaleColumn, StatusLabels } from "./sale.ts";

/** A question to the metric layer, free of any engine. */
export interface Query {
  readonly dimensions: readonly DimensionId[];
  readonly measures: readonly MeasureId[];
  readonly filters?: readonly Filter[];
  /** Local time of the shop, [from, to): either may be left open. `yyyy-MM-dd HH:mm:ss` or `yyyy-MM-dd`. */
  readonly period?: { readonly from?: string; readonly to?: string };
  readonly order?: readonly Order[];
  readonly limit?: number;
}

export interface Filter {
  readonly dimension: DimensionId;
  /** Kept rows have one of these values; null stands for "no value". */
  readonly values: readonly (string | number | null)[];
}

export interface Order {
  readonly by: DimensionId | MeasureId;
  readonly direction: "ascending" | "descending";
}

/** Event-time windows over a query: tumbling when `slideSeconds` equals `sizeSeconds`. Sizes are whole seconds. */
export interface WindowedQuery {
  readonly id: string;
  readonly dimensions: readonly DimensionId[];
  readonly measures: readonly MeasureId[];
  readonly sizeSeconds: number;
  readonly slideSeconds: number;
}

export type Unit = MeasureUnit | "id" | "label" | "month" | "day" | "hour" | "weekday" | "time" | "text" | "number";

export interface Column {
  readonly id: string;
  readonly unit: Unit;
}

/** What a compiled query needs to know of the data it will run on. */
export interface MetricContext {
  /** A table or view of accepted sales, as SQL; its columns are the sale columns named in `columns`. */
  readonly relation: string;
  readonly columns: ReadonlySet<SaleColumn>;
  readonly status: StatusLabels;
}

export function queryColumns(query: Pick<Query, "dimensions" | "measures">): Column[] {
  return [
    ...query.dimensions.map((id) => ({ id, unit: DIMENSIONS[id].unit })),
    ...query.measures.map((id) => ({ id, unit: MEASURES[id].unit })),
  ];
}

/** Sale columns a query groups or filters by and the data lacks; empty when it can run. (A measure without its column is null.) */
export function missingColumns(query: Query, columns: ReadonlySet<SaleColumn>): SaleColumn[] {
  const needed = new Set<SaleColumn>([
    ...query.dimensions.map(dimensionColumn),
    ...(query.filters ?? []).map((filter) => dimensionColumn(filter.dimension)),
  ]);
  return [...needed].filter((column) => !columns.has(column));
}
