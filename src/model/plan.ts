import { SALE_COLUMN_NAMES, type SaleColumn, type StatusLabels } from "./sale.ts";
import type { SourceColumn } from "./source-shape.ts";

/**
 * How the columns of one file become a Sale: a mapping with nothing left open. What a sample of the file
 * suggests is held narrowly (whole-number ids, few labels) because narrow types are fast; a row that does
 * not fit makes the engine start again with that column widened.
 */
export interface SalePlan {
  /** Only the sale columns this shop has; timestamp and total always. */
  readonly columns: SalePlanColumns;
  readonly status: StatusLabels;
  /** Labels that raise no warning; null accepts any label that is not blank. */
  readonly known: { readonly category: readonly string[] | null; readonly payment_method: readonly string[] | null };
  readonly currency: string;
  readonly timeZone: string;
}

export interface SalePlanColumns {
  readonly transaction_id?: IdPlan;
  readonly timestamp: TimePlan;
  readonly customer_id?: IdPlan;
  readonly product_id?: IdPlan;
  readonly category?: LabelPlan;
  readonly quantity?: QuantityPlan;
  readonly unit_price?: MoneyPlan;
  /** `computed`: the file has no total, so it is quantity × unit_price rounded to two decimals. */
  readonly total: MoneyPlan | "computed";
  readonly payment_method?: LabelPlan;
  readonly status?: LabelPlan;
}

/** Several sources make one id. Compared as written: only canonical whole numbers may be held as integers. */
export interface IdPlan {
  readonly sources: readonly SourceColumn[];
  readonly type: "integer" | "text";
}

export interface LabelPlan {
  readonly source: SourceColumn;
  /** The few labels the sample shows, or null for any text. */
  readonly values: readonly string[] | null;
}

export interface QuantityPlan {
  readonly source: SourceColumn;
  readonly number: NumberStyle;
  /** Digits kept after the point: 0 for pieces, 3 for weights and lengths. */
  readonly decimals: 0 | 3;
}

export interface MoneyPlan {
  readonly source: SourceColumn;
  readonly number: NumberStyle;
}

export interface TimePlan {
  readonly source: SourceColumn;
  /** strptime formats tried in order; none means ISO 8601 in its usual forms. */
  readonly formats: readonly string[];
  /** Whether times carry an offset, so that the instant must be kept beside the shop's wall clock. */
  readonly offsets: boolean;
}

/** How numbers are written: `1.234,56 €` is `{decimal: ",", thousands: ".", symbols: ["€"]}`. */
export interface NumberStyle {
  readonly decimal: "." | ",";
  readonly thousands: "" | "." | "," | " " | "'";
  /** Currency marks around the number. */
  readonly symbols: readonly string[];
}

export const PLAIN_NUMBER: NumberStyle = { decimal: ".", thousands: "", symbols: [] };

export function planColumns(plan: SalePlan): SaleColumn[] {
  return SALE_COLUMN_NAMES.filter((column) => plan.columns[column] !== undefined);
}

/** Names of the source columns a plan reads. */
export function sourceColumns({ columns }: SalePlan): ReadonlySet<string> {
  const plans = Object.values(columns).filter((plan) => plan !== undefined && plan !== "computed");
  return new Set(plans.flatMap((plan) => ("sources" in plan ? plan.sources : [plan.source])).map(({ name }) => name));
}

/** The same plan with one column held less narrowly. */
export function widen(plan: SalePlan, column: SaleColumn): SalePlan {
  const { columns } = plan;
  switch (column) {
    case "transaction_id":
    case "customer_id":
    case "product_id": {
      const id = columns[column];
      return id === undefined ? plan : { ...plan, columns: { ...columns, [column]: { ...id, type: "text" } } };
    }
    case "category":
    case "payment_method":
    case "status": {
      const label = columns[column];
      return label === undefined ? plan : { ...plan, columns: { ...columns, [column]: { ...label, values: null } } };
    }
    case "quantity": {
      const { quantity } = columns;
      return quantity === undefined
        ? plan
        : { ...plan, columns: { ...columns, quantity: { ...quantity, decimals: 3 } } };
    }
    case "timestamp":
      return { ...plan, columns: { ...columns, timestamp: { ...columns.timestamp, offsets: true } } };
    case "unit_price":
    case "total":
      return plan;
  }
}
