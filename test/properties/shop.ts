import type { Mapping } from "../../src/model/mapping.ts";
import type { SaleColumn } from "../../src/model/sale.ts";

/** What a test says of a shop: the columns its files have, and how it writes. */
export interface Shop {
  readonly columns: readonly SaleColumn[];
  readonly decimal: "." | ",";
  readonly times: "iso" | "day first";
  readonly delimiter: "," | ";" | "\t";
}

export const STATUSES = { recognised: ["Completada", "entregado"], pending: ["Pendiente"], cancelled: ["Cancelada"] };
export const CATEGORIES = ["Ropa", "Hogar", 'de "casa"', "dos\nlíneas"];
export const PAYMENTS = ["Tarjeta", "PayPal"];

/** Leaves nothing to be detected, so that an oracle can be plain. */
export function mappingOf({ columns, decimal, times, delimiter }: Shop): Mapping {
  return {
    columns: Object.fromEntries(columns.map((name) => [name, name])),
    ...(times === "iso" ? {} : { timestamp_format: "%d/%m/%Y %H:%M" }),
    status: STATUSES,
    categories: CATEGORIES,
    payment_methods: PAYMENTS,
    time_zone: "UTC",
    csv: { delimiter, quote: '"', header: true, decimal, thousands: decimal === "," ? "." : "", encoding: "utf-8" },
  };
}

export interface ShopFile {
  readonly name: string;
  readonly kind: "csv" | "ndjson";
  readonly bytes: Buffer;
}
