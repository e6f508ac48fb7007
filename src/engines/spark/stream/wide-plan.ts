import { type SalePlan, widen } from "../../../model/plan.ts";
import type { SaleColumn } from "../../../model/sale.ts";

const NARROWED: readonly SaleColumn[] = [
  "transaction_id",
  "timestamp",
  "customer_id",
  "product_id",
  "category",
  "quantity",
  "payment_method",
  "status",
];

/**
 * The plan with nothing held narrowly. A batch that meets what does not fit starts again; a streaming query cannot, because
 * its checkpoint knows the columns by their types.
 */
export function widePlan(plan: SalePlan): SalePlan {
  return NARROWED.reduce(widen, plan);
}
