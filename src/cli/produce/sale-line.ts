import type { Formatter } from "../../i18n/format.ts";
import { printable } from "../../sinks/console/printable.ts";
import { widthOf } from "../../sinks/console/width.ts";

const GAP = "  ";

export interface SaleLineLook {
  readonly format: Formatter;
  /** The word for it. */
  readonly customer: string;
  /** Columns; what stands further right gives way. */
  readonly width: number;
  /** Whether the day goes without saying. */
  readonly today: boolean;
}

/** A sale in one readable line, from its JSON; what the shop has no column for is left out. */
export function saleLine(json: string, { format, customer, width, today }: SaleLineLook): string {
  const sale: unknown = JSON.parse(json);
  const field = (name: string): string | undefined => {
    const value = typeof sale === "object" && sale !== null ? Object.getOwnPropertyDescriptor(sale, name)?.value : null;
    return value === null || value === undefined ? undefined : printable(String(value));
  };
  const money = (name: string) => {
    const text = field(name);
    return text === undefined ? undefined : format.amount(Number(text).toFixed(2));
  };
  const id = field("transaction_id");
  const quantity = field("quantity");
  const price = money("unit_price");
  const by = field("customer_id");
  const total = money("total") ?? "";
  const parts = [
    id === undefined ? undefined : `#${id}`.padEnd(8),
    field("timestamp")?.slice(today ? 11 : 0),
    field("category")?.padEnd(11),
    quantity === undefined || price === undefined
      ? total.padStart(8)
      : `${quantity.padStart(2)} × ${price.padStart(7)} = ${total.padStart(8)}`,
    field("payment_method")?.padEnd(13),
    field("status")?.padEnd(10),
    by === undefined ? undefined : `${customer} ${by}`,
  ];
  const shown = parts.filter((part) => part !== undefined);
  while (shown.length > 1 && widthOf(shown.join(GAP)) > width) shown.pop();
  return shown.join(GAP).trimEnd();
}
