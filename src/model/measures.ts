import type { StatusClass } from "./sale.ts";

/**
 * What can be counted, as data. Additive measures merge by addition (over windows, partitions, files), so
 * they are the only ones that are ever stored; derived ones are formulas over additive ones.
 */
export type Measure =
  | { readonly kind: "count"; readonly status?: StatusClass }
  | { readonly kind: "sum"; readonly column: "total" | "quantity"; readonly status?: StatusClass }
  | {
      readonly kind: "ratio";
      readonly numerator: AdditiveMeasureId;
      readonly denominator: AdditiveMeasureId;
      /** Digits after the point; exact division, rounded half up. */
      readonly decimals: number;
    };

export type MeasureUnit = "count" | "quantity" | "money" | "ratio";

export type AdditiveMeasureId =
  | "transactions"
  | "recognised_transactions"
  | "cancelled_transactions"
  | "units"
  | "gross_sales"
  | "net_sales"
  | "pending_value"
  | "cancelled_value";
export type DerivedMeasureId = "average_sale" | "average_order_value" | "cancellation_rate";
export type MeasureId = AdditiveMeasureId | DerivedMeasureId;

type Definition = Measure & { readonly unit: MeasureUnit };

export const MEASURES: Readonly<Record<MeasureId, Definition>> = {
  transactions: { kind: "count", unit: "count" },
  recognised_transactions: { kind: "count", status: "recognised", unit: "count" },
  cancelled_transactions: { kind: "count", status: "cancelled", unit: "count" },
  units: { kind: "sum", column: "quantity", unit: "quantity" },
  gross_sales: { kind: "sum", column: "total", unit: "money" },
  net_sales: { kind: "sum", column: "total", status: "recognised", unit: "money" },
  pending_value: { kind: "sum", column: "total", status: "pending", unit: "money" },
  cancelled_value: { kind: "sum", column: "total", status: "cancelled", unit: "money" },
  average_sale: ratio("gross_sales", "transactions", 2, "money"),
  average_order_value: ratio("net_sales", "recognised_transactions", 2, "money"),
  cancellation_rate: ratio("cancelled_transactions", "transactions", 4, "ratio"),
};

export const MEASURE_IDS = Object.keys(MEASURES) as readonly MeasureId[];

export function isMeasure(id: string): id is MeasureId {
  return Object.hasOwn(MEASURES, id);
}

/** The additive measures that must be kept so that all of `ids` can be computed, in a stable order. */
export function additiveParts(ids: readonly MeasureId[]): AdditiveMeasureId[] {
  const needed = new Set<MeasureId>();
  for (const id of ids) {
    const measure = MEASURES[id];
    if (measure.kind === "ratio") {
      needed.add(measure.numerator).add(measure.denominator);
    } else {
      needed.add(id);
    }
  }
  return MEASURE_IDS.filter((id): id is AdditiveMeasureId => needed.has(id) && MEASURES[id].kind !== "ratio");
}

function ratio(
  numerator: AdditiveMeasureId,
  denominator: AdditiveMeasureId,
  decimals: number,
  unit: MeasureUnit,
): Definition {
  return { kind: "ratio", numerator, denominator, decimals, unit };
}
