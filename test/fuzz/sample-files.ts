import type { Mapping } from "../../src/model/mapping.ts";
import { SALE_COLUMN_NAMES } from "../../src/model/sale.ts";
import type { Draw } from "./draw.ts";

/** A small file of sales, whole and well formed. */
export interface SampleFile {
  /** Ending of its name, which says how it is to be compressed. */
  readonly ending: string;
  /** Not compressed. */
  readonly bytes: Buffer;
  readonly mapping: Mapping;
}

const LABELS = [
  "Ropa",
  "Hogar",
  "Electrónica",
  "Libros, nuevos",
  'de "casa"',
  "Jardín 🌱",
  "dos\nlíneas",
  "a;b",
  "",
  "  ",
];
const SPANISH = ["pedido", "fecha", "cliente", "articulo", "tipo", "unidades", "precio", "importe", "pago", "estado"];

/** One of the many ways in which shops write their sales. */
export function drawSample(draw: Draw): SampleFile {
  const sample = draw.chance(0.7) ? drawCsv(draw) : drawJson(draw);
  return { ...sample, ending: sample.ending + (draw.chance(0.1) ? draw.pick([".gz", ".zst"]) : "") };
}

function drawCsv(draw: Draw): SampleFile {
  const delimiter = draw.pick([",", ",", ",", ";", "\t", "|"]);
  const newLine = draw.pick(["\n", "\n", "\n", "\r\n", "\r\n", "\r"]);
  const quoteAll = draw.chance(0.15);
  const own = draw.chance(0.2);
  const columns = SALE_COLUMN_NAMES.filter((name) => ["timestamp", "total"].includes(name) || draw.chance(0.8));
  const quote = draw.pick(['"', '"', '"', '"', "'"]);
  const escapeBy = draw.chance(0.1) ? "\\" : quote;
  const field = (text: string) =>
    quoteAll || /["'\\\n\r]/.test(text) || text.includes(delimiter)
      ? quote + text.replaceAll(quote, escapeBy + quote) + quote
      : text;
  const line = (values: readonly string[]) => values.map(field).join(delimiter);
  const shopName = (name: string) => (own ? (SPANISH[SALE_COLUMN_NAMES.indexOf(name as "total")] ?? name) : name);
  const sales = drawSales(draw);
  const lines = [line(columns.map(shopName)), ...sales.map((sale) => line(columns.map((name) => sale[name] ?? "")))];
  const text = lines.join(newLine) + (draw.chance(0.8) ? newLine : "");
  return {
    ending: "csv",
    bytes: encoded(draw.chance(0.1) ? `\ufeff${text}` : text, draw),
    mapping: {
      ...(own ? { columns: Object.fromEntries(columns.map((name) => [name, shopName(name)])) } : {}),
      ...(draw.chance(0.3) ? { csv: { delimiter, header: true, ...(draw.chance(0.3) ? { quote } : {}) } } : {}),
    },
  };
}

function drawJson(draw: Draw): SampleFile {
  const newLine = draw.pick(["\n", "\n", "\n", "\r\n"]);
  const bare = draw.chance(0.5);
  const objects = drawSales(draw).map((sale) => {
    const values = Object.entries(sale).map(([name, value]) => {
      const isNumber = bare && /^-?\d{1,9}(\.\d+)?$/.test(value);
      return [name, value === "" && draw.chance(0.5) ? null : isNumber ? Number(value) : value];
    });
    return JSON.stringify(Object.fromEntries(values));
  });
  const array = draw.chance(0.15);
  const text = array ? `[${objects.join(`,${newLine}`)}]` : objects.join(newLine);
  return {
    ending: array ? "json" : "ndjson",
    bytes: Buffer.from(text + (draw.chance(0.8) ? newLine : "")),
    mapping: {},
  };
}

function encoded(text: string, draw: Draw): Buffer {
  const [latin1, utf16] = [draw.chance(0.08), draw.chance(0.04)];
  return Buffer.from(text, latin1 ? "latin1" : utf16 ? "utf16le" : "utf8");
}

function drawSales(draw: Draw): Record<string, string>[] {
  const textIds = draw.chance(0.3);
  const offset = draw.chance(0.15) ? "Z" : "";
  return Array.from({ length: 2 + draw.below(7) }, (_, index) => {
    const quantity = 1 + draw.below(9);
    const price = 100 + draw.below(99_900);
    const id = 1 + (draw.chance(0.1) ? draw.below(3) : index);
    return {
      transaction_id: textIds ? `P-00${id}` : String(id),
      timestamp: `2026-0${1 + draw.below(9)}-1${draw.below(9)} 0${draw.below(9)}:30:00${offset}`,
      customer_id: draw.chance(0.05) ? "" : String(1 + draw.below(99)),
      product_id: draw.pick(["7", "12", "A-3", "007"]),
      category: draw.pick(LABELS),
      quantity: String(quantity),
      unit_price: money(price),
      total: draw.chance(0.05) ? draw.pick(["", "x", "0", "-5.00"]) : money(price * quantity),
      payment_method: draw.pick(["Tarjeta", "PayPal", "Bizum"]),
      status: draw.pick(["Completada", "Pendiente", "Cancelada", "?"]),
    };
  });
}

function money(cents: number): string {
  return (cents / 100).toFixed(2);
}
