import type { SaleColumn } from "./sale.ts";

/** A part of the shop's local time; weekday runs from 1 = Sunday to 7 = Saturday. */
export type TimePart = "month" | "day" | "hour" | "weekday";

/** What sales can be grouped and filtered by: a sale column as it stands, or a part of the shop's local time. */
export type Dimension =
  | { readonly kind: "column"; readonly column: SaleColumn; readonly unit: "label" | "id" }
  | { readonly kind: "time"; readonly part: TimePart; readonly unit: TimePart };

export type DimensionId = "category" | "payment_method" | "status" | "product_id" | "customer_id" | TimePart;

export const DIMENSIONS: Readonly<Record<DimensionId, Dimension>> = {
  category: { kind: "column", column: "category", unit: "label" },
  payment_method: { kind: "column", column: "payment_method", unit: "label" },
  status: { kind: "column", column: "status", unit: "label" },
  product_id: { kind: "column", column: "product_id", unit: "id" },
  customer_id: { kind: "column", column: "customer_id", unit: "id" },
  month: { kind: "time", part: "month", unit: "month" },
  day: { kind: "time", part: "day", unit: "day" },
  hour: { kind: "time", part: "hour", unit: "hour" },
  weekday: { kind: "time", part: "weekday", unit: "weekday" },
};

export const DIMENSION_IDS = Object.keys(DIMENSIONS) as readonly DimensionId[];

export function isDimension(id: string): id is DimensionId {
  return Object.hasOwn(DIMENSIONS, id);
}

/** The sale column a dimension cannot do without. */
export function dimensionColumn(id: DimensionId): SaleColumn {
  const dimension = DIMENSIONS[id];
  return dimension.kind === "column" ? dimension.column : "timestamp";
}
