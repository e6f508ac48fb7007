import fc from "fast-check";
import type { SaleColumn } from "../../src/model/sale.ts";
import { CATEGORIES, PAYMENTS, type Shop, STATUSES } from "./shop.ts";

/** One sale as the shop writes it, column by column. */
export type Cells = Readonly<Record<SaleColumn, string>>;

/** Mostly good, now and then wrong in one of the ways that sales go wrong. */
export function sale(shop: Shop): fc.Arbitrary<Cells> {
  return fc
    .record({
      transaction_id: mostly([1, 2, 3, 4, 5, 6, 7, 8, 9].map(String), [
        "007",
        "07",
        "A-1",
        "a-1",
        " 7",
        "7 ",
        "ñ-🧦",
        'x"y',
        "",
        "  ",
        "NULL",
        "1".repeat(19),
      ]),
      timestamp: times(shop),
      customer_id: mostly(["1", "2", "33"], ["C-7", "", "\t", "null", "00", 'O"Neil, "Pat"']),
      product_id: mostly(["10", "11"], ["", "P/1", "p,2"]),
      category: mostly(CATEGORIES, ["ropa", "Ropa ", "", "a;b,c\td", "uno\r\ndos", '"', "🧦"]),
      quantity: mostly(
        ["1", "2", "3", "10"],
        ["2.5", "0.3335", "x", "", "-1", "0", "1e1", "99999999999999"].map(styled(shop)),
      ),
      unit_price: mostly(
        ["10.00", "9.99", "0.35", "1250.5"].map(styled(shop)),
        ["", "gratis", "0", "-2.00", "0.005", "1.005", "1e3", ".5", "9".repeat(17)].map(styled(shop)),
      ),
      total: mostly(
        ["product", "product", "10.00"].map(styled(shop)),
        [
          "",
          " ",
          "x",
          "0",
          "0.004",
          "0.005",
          "-3.10",
          "1.005",
          " 12.50 ",
          "+7",
          "7.",
          "12..5",
          "1 000",
          "--1",
          "NaN",
          "9".repeat(16),
          "9".repeat(17),
        ].map(styled(shop)),
      ),
      payment_method: mostly(PAYMENTS, ["Bizum", "", "paypal"]),
      status: mostly(Object.values(STATUSES).flat(), ["devuelta", "", " Completada"]),
    })
    .map((cells) => ({ ...cells, total: cells.total === "product" ? product(cells, shop) : cells.total }));
}

/** A sale that nothing is wrong with. */
export function plainSale(shop: Shop, index: number): Cells {
  const [hundred = "", ten = ""] = ["100.00", "10.00"].map(styled(shop));
  return {
    transaction_id: String(1000 + index),
    timestamp: shop.times === "iso" ? "2026-02-01 12:00:00" : "01/02/2026 12:00",
    customer_id: "7",
    product_id: "9",
    category: "Ropa",
    quantity: "10",
    unit_price: ten,
    total: hundred,
    payment_method: "PayPal",
    status: "Completada",
  };
}

function mostly(good: readonly string[], bad: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...good), weight: 12 },
    { arbitrary: fc.constantFrom(...bad), weight: 1 },
  );
}

function times({ times: style }: Shop): fc.Arbitrary<string> {
  return style === "iso"
    ? mostly(
        ["2026-03-01 10:00:00", "2026-03-02T23:59:59", "2026-03-03"],
        [
          "2026-3-4 7:05:00",
          "2026-03-05 10:00",
          "2026-03-05 10:00:00.123",
          "2026-03-06T10:00:00Z",
          "2026-03-06 10:00:00+02:00",
          "2026-03-06T10:00:00+0530",
          "2026-03-06 10:00Z",
          "2026-03-06 10:00:00 -03:00",
          "2026-03-06 24:00:00",
          "2026-03-06 10:00:60",
          "2026-03-06T10",
          " 2026-03-07 00:00:00 ",
          "",
          "ayer",
          "31/02/2026",
          "2026-02-30 10:00:00",
          "2026-13-01",
          "2026-03-01 25:00:00",
          "1899-12-31 10:00:00",
          "2200-01-01 00:00:00",
          "2026-03-01 10:00:00 x",
        ],
      )
    : mostly(
        ["01/03/2026 10:00", "31/12/2025 23:59", "2/3/2026 9:05"],
        [
          "",
          "31/02/2026 10:00",
          "2026-03-01 10:00:00",
          "13/13/2026 10:00",
          "01/03/2026",
          "01/03/2026 24:30",
          "01/03/1826 10:00",
        ],
      );
}

/** A plain number as the shop writes it. */
function styled({ decimal }: Shop): (text: string) => string {
  return (text) => {
    if (decimal === "." || !/^[\d.]+$/.test(text)) {
      return text;
    }
    const [whole = "", fraction] = text.split(".");
    const grouped = whole.length === 4 ? `${whole[0]}.${whole.slice(1)}` : whole;
    return fraction === undefined ? grouped : `${grouped},${fraction}`;
  };
}

function product({ quantity, unit_price }: Cells, shop: Shop): string {
  const number = (text: string) => Number(shop.decimal === "," ? text.replaceAll(".", "").replace(",", ".") : text);
  const value = number(quantity) * number(unit_price);
  return Number.isFinite(value) && Math.abs(value) < 1e9 ? value.toFixed(2).replace(".", shop.decimal) : "5";
}
