/**
 * A sale is one transaction. Its columns are stated here once; `role` says how a shop's text becomes a
 * value: ids are compared as written, labels keep the shop's own words, money is DECIMAL(18,2).
 */
export const SALE_COLUMNS = {
  transaction_id: { role: "id" },
  timestamp: { role: "time" },
  customer_id: { role: "id" },
  product_id: { role: "id" },
  category: { role: "label" },
  quantity: { role: "quantity" },
  unit_price: { role: "money" },
  total: { role: "money" },
  payment_method: { role: "label" },
  status: { role: "label" },
} as const satisfies Record<string, { role: SaleRole }>;

export type SaleRole = "id" | "time" | "label" | "quantity" | "money";
export type SaleColumn = keyof typeof SALE_COLUMNS;

export const SALE_COLUMN_NAMES = Object.keys(SALE_COLUMNS) as readonly SaleColumn[];

export function isSaleColumn(name: string): name is SaleColumn {
  return Object.hasOwn(SALE_COLUMNS, name);
}

/** What a status means for money: recognised counts as net sales; the rest is promised or lost. */
export type StatusClass = "recognised" | "pending" | "cancelled";
export type StatusLabels = Readonly<Record<StatusClass, readonly string[]>>;

export const DEFAULT_STATUS: StatusLabels = {
  recognised: ["Completada"],
  pending: ["Pendiente"],
  cancelled: ["Cancelada"],
};
export const DEFAULT_CATEGORIES: readonly string[] = ["Electrónica", "Ropa", "Hogar", "Deportes", "Libros"];
export const DEFAULT_PAYMENT_METHODS: readonly string[] = ["Tarjeta", "PayPal", "Transferencia"];
