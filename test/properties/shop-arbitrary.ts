import fc from "fast-check";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../../src/model/sale.ts";
import { type Cells, plainSale, sale } from "./sale-arbitrary.ts";
import type { Shop, ShopFile } from "./shop.ts";

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
