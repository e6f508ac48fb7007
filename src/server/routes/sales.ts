import type { SaleKey, SaleRecord, SalesPage } from "../../engines/duckdb/shop/shop-questions.ts";
import { UserError } from "../../model/user-error.ts";
import { MASKED } from "../../pipelines/shop-questions.ts";
import { type Sale, salesRoute } from "../api/sales.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { isMasked, narrowedBy } from "./narrowed.ts";

export function addSales(api: Api, { desk }: ServerParts): void {
  api.openapi(salesRoute, async (c) => {
    const { after, limit, ...filters } = c.req.valid("query");
    const who = c.var.who;
    const key = after === undefined ? null : readPlace(after);
    const { batch, value } = await desk.sales({ ...narrowedBy(filters, who), limit, after: key });
    return c.json(
      {
        batch,
        sales: value.sales.map(({ sale }) => saleAnswer(sale, isMasked(who))),
        rows: value.rows,
        gross_sales: value.gross_sales,
        next: value.sales.length < limit ? null : placeAfter(value.sales, key),
      },
      200,
    );
  });
}

export function saleAnswer(sale: SaleRecord, masked: boolean): Sale {
  const text = (value: string | number | null) => (value === null ? null : String(value));
  return {
    transaction_id: sale.transaction_id,
    timestamp: String(sale.timestamp),
    event_time: String(sale.event_time),
    customer_id: masked && sale.customer_id !== null ? MASKED : sale.customer_id,
    product_id: sale.product_id,
    category: text(sale.category),
    quantity: sale.quantity === null ? null : Number(sale.quantity),
    unit_price: text(sale.unit_price),
    total: String(sale.total),
    payment_method: text(sale.payment_method),
    status: text(sale.status),
  };
}

function placeAfter(sales: SalesPage["sales"], before: SaleKey | null): string | null {
  const last = sales.at(-1);
  if (last === undefined) return null;
  const { time, hash } = last;
  const equal = sales.filter((sale) => sale.time === time && sale.hash === hash).length;
  const carried = before?.time === time && before.hash === hash ? before.skip : 0;
  return Buffer.from(`${time}|${hash}|${equal + carried}`).toString("base64url");
}

/** @throws {UserError} api_place */
function readPlace(text: string): SaleKey {
  const decoded = Buffer.from(text, "base64url").toString();
  const [, time, hash, skip] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,6})\|(\d{1,20})\|(\d{1,6})$/.exec(decoded) ?? [];
  if (time === undefined || hash === undefined) throw new UserError("api_place", {});
  return { time, hash, skip: Number(skip) };
}
