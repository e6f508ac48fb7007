import fc from "fast-check";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../../src/model/sale.ts";
import { CATEGORIES, PAYMENTS, type Shop, type ShopFile, STATUSES } from "./shop.ts";

/**
 * A shop and one to three files of its sales, with all that goes wrong in such files. `plainRows` stand before those of
 * every CSV and show nothing of what is to come.
 */
export function shopWithFiles({ plainRows = 0 } = {}): fc.Arbitrary<{ shop: Shop; files: ShopFile[] }> {
  return shops().chain((shop) =>
    fc
      .array(file(shop, plainRows), { minLength: 1, maxLength: 3 })
      .filter((files) => files.some(({ rows }) => rows > 0))
      .map((files) => ({
        shop,
        files: files.map(({ kind, bytes }, index) => ({ name: `${index}.${kind}`, kind, bytes })),
      })),
  );
}

function shops(): fc.Arbitrary<Shop> {
  const optional = SALE_COLUMN_NAMES.filter((name) => name !== "timestamp" && name !== "total");
  return fc.record({
    columns: fc
      .tuple(fc.subarray(optional, { minLength: 3 }), fc.integer({ min: 0, max: 4 }))
      .map(([some, dice]): SaleColumn[] => {
        const computes = dice === 0;
        const wanted = new Set<SaleColumn>([
          ...some,
          "timestamp",
          ...(computes ? (["quantity", "unit_price"] as const) : (["total"] as const)),
        ]);
        return SALE_COLUMN_NAMES.filter((name) => wanted.has(name));
      }),
    decimal: fc.constantFrom(".", ".", ".", ","),
    times: fc.constantFrom("iso", "iso", "day first"),
    delimiter: fc.constantFrom(",", ",", ";", "\t"),
  });
}

function file(shop: Shop, plainRows: number): fc.Arbitrary<{ kind: ShopFile["kind"]; bytes: Buffer; rows: number }> {
  const table = csv(shop, plainRows);
  // What a mapping says of decimals is meant for CSV.
  return shop.decimal === "."
    ? fc.oneof({ arbitrary: table, weight: 3 }, { arbitrary: ndjson(shop), weight: 1 })
    : table;
}

type Cells = Readonly<Record<SaleColumn, string>>;

function sale(shop: Shop): fc.Arbitrary<Cells> {
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

type Accident = "none" | "short" | "one empty more" | "one more" | "two empty more" | "stray" | "bytes" | "half";

function accidents(): fc.Arbitrary<Accident> {
  return fc.oneof(
    { arbitrary: fc.constant<Accident>("none"), weight: 20 },
    {
      arbitrary: fc.constantFrom<Accident>(
        "short",
        "one empty more",
        "one more",
        "two empty more",
        "stray",
        "bytes",
        "half",
      ),
      weight: 2,
    },
  );
}

/** What stands between two rows, besides the line's own end. */
function gaps(): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.constant(""), weight: 15 },
    { arbitrary: fc.constantFrom("\n", "\n\n", "  \n"), weight: 1 },
  );
}

function csv(shop: Shop, plainRows: number): fc.Arbitrary<{ kind: "csv"; bytes: Buffer; rows: number }> {
  const plain = Array.from({ length: plainRows }, (_, index) => csvLine(shop, plainSale(shop, index), "none", false));
  return fc
    .record({
      rows: fc.array(fc.tuple(sale(shop), accidents(), gaps(), fc.boolean()), { maxLength: 8 }),
      newLine: fc.constantFrom("\n", "\n", "\r\n", "\r"),
      bom: fc.boolean(),
      ends: fc.constantFrom<"line" | "bare" | "open quote">("line", "line", "bare", "open quote"),
    })
    .map(({ rows, newLine, bom, ends }) => {
      const lines = rows.map(([cells, accident, gap, quoteAll]) => gap + csvLine(shop, cells, accident, quoteAll));
      const text =
        [shop.columns.join(shop.delimiter), ...plain, ...lines].join("\n") +
        (ends === "bare" || rows.length === 0 ? "\n" : "");
      const last = ends === "open quote" && rows.length > 0 ? `\n1${shop.delimiter}"open` : ends === "line" ? "\n" : "";
      // Only ends of lines: those within quotes stay as they are.
      const ended = (text + last).replaceAll(/"(?:[^"]|"")*"|\n/g, (found) => (found === "\n" ? newLine : found));
      return { kind: "csv", bytes: toBytes((bom ? "\ufeff" : "") + ended), rows: rows.length };
    });
}

function plainSale(shop: Shop, index: number): Cells {
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

function csvLine({ columns, delimiter }: Shop, cells: Cells, accident: Accident, quoteAll: boolean): string {
  const fields = columns.map((name) => {
    const text = cells[name];
    return quoteAll || /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  switch (accident) {
    case "none":
    case "half":
      return fields.join(delimiter);
    case "short":
      return fields.slice(0, -1).join(delimiter);
    case "one empty more":
      return [...fields, ""].join(delimiter);
    case "two empty more":
      return [...fields, "", ""].join(delimiter);
    case "one more":
      return [...fields, "x"].join(delimiter);
    case "stray":
      return ['"a"b', ...fields.slice(1)].join(delimiter);
    case "bytes":
      return [BROKEN_BYTES, ...fields.slice(1)].join(delimiter);
  }
}

function ndjson(shop: Shop): fc.Arbitrary<{ kind: "ndjson"; bytes: Buffer; rows: number }> {
  return fc
    .record({
      rows: fc.array(fc.tuple(sale(shop), accidents(), gaps(), fc.boolean()), { maxLength: 8 }),
      first: sale(shop),
      newLine: fc.constantFrom("\n", "\n", "\r\n"),
      ends: fc.boolean(),
    })
    .map(({ rows, first, newLine, ends }) => {
      // The first object shows every key, which is how the file's columns are found.
      const lines = [
        jsonLine(shop, first, "none", false),
        ...rows.map(([cells, accident, gap, bare]) => gap + jsonLine(shop, cells, accident, bare)),
      ];
      return {
        kind: "ndjson",
        bytes: toBytes((lines.join("\n") + (ends ? "\n" : "")).replaceAll("\n", newLine)),
        rows: lines.length,
      };
    });
}

function jsonLine({ columns }: Shop, cells: Cells, accident: Accident, bare: boolean): string {
  const asNumber = (text: string) => bare && /^-?(0|[1-9]\d{0,8})(\.\d{1,2})?$/.test(text);
  const values = columns.map((name): [string, unknown] => {
    const text = cells[name];
    return [name, text === "" && bare ? null : asNumber(text) ? Number(text) : text];
  });
  switch (accident) {
    case "none":
      return JSON.stringify(Object.fromEntries(values));
    case "short":
      return JSON.stringify(Object.fromEntries(values.slice(0, -1)));
    case "one empty more":
    case "two empty more":
      return JSON.stringify(Object.fromEntries([...values, ["extra", ""]]));
    case "one more":
      return JSON.stringify(Object.fromEntries([...values.slice(0, -1), [columns.at(-1) ?? "", { a: 1 }]]));
    case "stray":
      return `${JSON.stringify(Object.fromEntries(values))} x`;
    case "bytes":
      return JSON.stringify(Object.fromEntries([[columns[0] ?? "", BROKEN_BYTES], ...values.slice(1)]));
    case "half":
      return JSON.stringify(values);
  }
}

const BROKEN_BYTES = "<broken>";

function toBytes(text: string): Buffer {
  const parts = text.split(BROKEN_BYTES).map((part) => Buffer.from(part));
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from([0xc3, 0x28]), part])));
}
