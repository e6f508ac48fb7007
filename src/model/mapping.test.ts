import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { errors as spanish } from "../i18n/es/errors.ts";
import { type Mapping, parseMapping, renderMapping } from "./mapping.ts";
import { SALE_COLUMN_NAMES } from "./sale.ts";
import { UserError } from "./user-error.ts";

test("reads the mapping of a Brazilian shop", () => {
  const mapping = parseMapping(
    `columns: {transaction_id: [pedido, linha], timestamp: fecha_compra, total: importe}
timestamp_format: "%d/%m/%Y %H:%M"        # as the export writes it
status: {recognised: [delivered, shipped], pending: [approved], cancelled: [canceled, unavailable]}
categories:
  - 007
  - no
payment_methods: Pix
currency: brl
time_zone: America/Sao_Paulo
csv: {delimiter: ";", decimal: ",", thousands: ".", encoding: iso-8859-1, header: no}
`,
    "shop.yaml",
  );
  expect(mapping).toEqual({
    columns: { transaction_id: ["pedido", "linha"], timestamp: "fecha_compra", total: "importe" },
    timestamp_format: "%d/%m/%Y %H:%M",
    status: { recognised: ["delivered", "shipped"], pending: ["approved"], cancelled: ["canceled", "unavailable"] },
    categories: ["007", "no"],
    payment_methods: ["Pix"],
    currency: "BRL",
    time_zone: "America/Sao_Paulo",
    csv: { delimiter: ";", decimal: ",", thousands: ".", encoding: "latin-1", header: false },
  });
});

test("an empty file, or one of comments, asks for nothing", () => {
  expect(parseMapping("", "shop.yaml")).toEqual({});
  expect(parseMapping("# to be written\n", "shop.yaml")).toEqual({});
});

test("a tab is a delimiter however it is written", () => {
  for (const text of ['csv: {delimiter: "\\t"}', "csv: {delimiter: '\\t'}", "csv: {delimiter: tab}"]) {
    expect(parseMapping(text, "shop.yaml").csv?.delimiter).toBe("\t");
  }
});

const WRONG: readonly (readonly [yaml: string, message: string])[] = [
  ["columns:\n  totl: importe", 'shop.yaml, line 2: unknown key "columns.totl". Did you mean "total"?'],
  ["\ncolunms: {}", 'shop.yaml, line 2: unknown key "colunms". Did you mean "columns"?'],
  [
    "csv: {xyzzy: 1}",
    'shop.yaml, line 1: unknown key "csv.xyzzy". Expected "delimiter", "quote", "decimal", "thousands", "encoding" or "header".',
  ],
  ["columns: {__proto__: a}", 'shop.yaml, line 1: unknown key "columns.__proto__". Expected "transaction_id",'],
  ["[1, 2]", "shop.yaml, line 1: this is not a mapping. Expected keys with values,"],
  ["pedido;fecha;importe\n1;2;3", "shop.yaml, line 1: this is not a mapping."],
  ["columns: importe", 'shop.yaml, line 1: "columns" has a value that cannot be used. Expected keys with values,'],
  [
    "columns:\n  total: [a, b]",
    'shop.yaml, line 2: "columns.total" has a value that cannot be used. Expected the name of one column',
  ],
  ["columns:\n  total:\n", 'shop.yaml, line 2: "columns.total" has a value that cannot be used.'],
  [
    "columns: {transaction_id: []}",
    '"columns.transaction_id" has a value that cannot be used. Expected text, or a list',
  ],
  [
    "categories:\n- a\n- {b: c}",
    'shop.yaml, line 3: "categories" has a value that cannot be used. Expected a list of texts',
  ],
  ["csv: {decimal: ';'}", '"csv.decimal" has a value that cannot be used. Expected the decimal mark in quotes'],
  ["csv: {decimal: ',', thousands: ','}", '"csv.thousands" has a value that cannot be used.'],
  ["csv: {delimiter: comma}", '"csv.delimiter" has a value that cannot be used. Expected a single character'],
  ["csv: {header: maybe}", '"csv.header" has a value that cannot be used. Expected true or false.'],
  ["csv: {encoding: cp850}", "Expected utf-8, latin-1 or utf-16."],
  ["currency: pesos", 'shop.yaml, line 1: "pesos" is not a currency code. Expected three letters of ISO 4217'],
  ["time_zone: Europe/Madird", 'unknown time zone "Europe/Madird". Did you mean "Europe/Madrid"'],
  ["time_zone: Xyzzy/Plugh", 'unknown time zone "Xyzzy/Plugh". Expected a name such as Europe/Madrid.'],
  [
    "\nstatus:\n  recognised: [paid, sent]\n  cancelled: [sent]",
    'the status "sent" is in two classes, recognised and cancelled. Keep it in one.',
  ],
  ["timestamp_format: dd/MM/yyyy HH:mm", 'is not a strptime format. Did you mean "%d/%m/%Y %H:%M"?'],
  ["timestamp_format: '%d/%m/%Q'", 'has an unknown field "%Q".'],
  ["timestamp_format: ['%d/%m/%Y', '%H:%M']", 'timestamp_format "%H:%M" lacks a day, a month or a year.'],
  ["a: [", "shop.yaml, line 1: not valid YAML ("],
  ["currency: EUR\ncurrency: USD", "shop.yaml, line 2: not valid YAML (Map keys must be unique)."],
];

test.each(WRONG)("%j is refused with its line and key", (yaml, message) => {
  const error = refusal(yaml);
  expect(error.message).toContain(message);
  expect(error.message).not.toContain("\n");
  expect(error.in(spanish)).not.toBe(error.message);
});

test("brackets nested by the thousand are refused, not a crash", () => {
  expect(refusal(`a: ${"[".repeat(50_000)}`).message).toContain("shop.yaml, line 1: not valid YAML (");
});

test("the Spanish sentence says the same", () => {
  expect(refusal("columns:\n  totl: importe").in(spanish)).toBe(
    'shop.yaml, línea 2: clave desconocida "columns.totl". ¿Se quería decir "total"?',
  );
});

const label = fc
  .oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      "yes",
      "Null",
      "~",
      "1.0",
      "007",
      "- a",
      "a: b",
      "a #b",
      "a, b",
      "% d",
      "Ñandú",
      "e\u0301",
      "\u2028",
      "\ud800",
    ),
  )
  .filter((text) => text.trim() !== "");
const labels = fc.array(label, { maxLength: 4 });

const mappings: fc.Arbitrary<Mapping> = fc.record(
  {
    columns: fc.dictionary(fc.constantFrom("timestamp", "total", "category", "status"), label),
    timestamp_format: fc.constantFrom("%d/%m/%Y %H:%M", "epoch_ms", ["%Y%m%d", "%d. %m. %y"]),
    status: fc.uniqueArray(label, { maxLength: 6 }).map((all) => ({
      recognised: all.slice(0, 2),
      cancelled: all.slice(2, 4),
      pending: all.slice(4),
    })),
    categories: labels,
    payment_methods: labels,
    currency: fc.constantFrom("EUR", "MXN"),
    time_zone: fc.constantFrom("Europe/Madrid", "America/Argentina/Buenos_Aires", "UTC"),
    csv: fc.record(
      {
        delimiter: fc.constantFrom(";", "\t", "|"),
        quote: fc.constantFrom('"', "'", ""),
        decimal: fc.constant(","),
        thousands: fc.constantFrom("", ".", " ", "'"),
        encoding: fc.constantFrom("utf-8", "latin-1", "utf-16"),
        header: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

test("what is written reads back the same, here and in any other reader of YAML", () => {
  fc.assert(
    fc.property(mappings, (mapping) => {
      const yaml = renderMapping(mapping);
      expect(parseMapping(yaml, "shop.yaml")).toEqual(mapping);
      expect(parse(yaml) ?? {}).toEqual(mapping);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("an id of several columns is written as a list", () => {
  const mapping: Mapping = { columns: { transaction_id: ["order", "line no."], total: "Total (€)" } };
  expect(renderMapping(mapping)).toBe('columns:\n  transaction_id: [order, line no.]\n  total: "Total (€)"\n');
  expect(parseMapping(renderMapping(mapping), "shop.yaml")).toEqual(mapping);
});

test("nothing written can move a terminal's cursor", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
      expect(renderMapping({ columns: { total: name } })).toMatch(/^columns:\n {2}total: [^\p{C}\p{Zl}\p{Zp}]*\n$/u);
    }),
    { seed: 4 },
  );
});

const words = fc.constantFrom(
  ":",
  "\n",
  " ",
  "  ",
  "-",
  "[",
  "]",
  "{",
  "}",
  "&a",
  "*a",
  "!!binary",
  "|",
  ">",
  '"',
  "'",
  "#",
  "<<",
  "---",
  "%",
  "\t",
  "columns",
  "csv",
  "status",
  "total",
  "x",
  ...SALE_COLUMN_NAMES,
);

test("no text makes the reader fail in any other way", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((parts) => parts.join("")),
      ),
      (text) => {
        try {
          parseMapping(text, "shop.yaml");
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).message).not.toContain("\n");
        }
      },
    ),
    { seed: 5, numRuns: 2000 },
  );
});

function refusal(yaml: string): UserError {
  try {
    parseMapping(yaml, "shop.yaml");
  } catch (error) {
    if (error instanceof UserError) {
      return error;
    }
    throw error;
  }
  throw new Error(`accepted: ${yaml}`);
}
