import { SALE_COLUMN_NAMES } from "../model/sale.ts";
import type { Compression, FileFormat } from "./options.ts";
import { CATEGORIES, MOST_UNITS, OUTCOMES } from "./ranges.ts";
import type { Story } from "./scenarios.ts";
import { quoted, quotedList } from "./sql-text.ts";

/** A query of what the file holds, and how COPY is to write it. */
export interface FileText {
  readonly select: string;
  readonly copyOptions: string;
}

export function saleText({ draw, file }: Story, format: FileFormat, compression: Compression): FileText {
  const { select, copyOptions } =
    file.kind === "sales" ? textOfSales(draw, format) : textOfColumns(file.columns, format);
  const compressed = format === "parquet" ? "" : `, COMPRESSION ${compression}`;
  return { select, copyOptions: `${copyOptions}${compressed}, USE_TMP_FILE false` };
}

function textOfSales(draw: string, format: FileFormat): FileText {
  switch (format) {
    case "csv":
      return asLines(lineOf(draw, csvFrame), { header: true });
    case "ndjson":
      return asLines(lineOf(draw, jsonFrame), { header: false });
    case "parquet":
      return { select: typed(draw), copyOptions: "FORMAT parquet" };
  }
}

function textOfColumns(columns: string, format: FileFormat): FileText {
  switch (format) {
    case "csv":
      return { select: `SELECT * FROM ${columns}`, copyOptions: "FORMAT csv, HEADER true" };
    case "ndjson":
      return asLines(jsonOfText(columns), { header: false });
    case "parquet":
      return { select: `SELECT * FROM ${columns}`, copyOptions: "FORMAT parquet" };
  }
}

/** A sale as columns with types. */
function typed(draw: string): string {
  return `
SELECT i + 1 AS transaction_id, make_timestamp(second * 1000000) AS "timestamp", customer_id::BIGINT AS customer_id,
  product_id::BIGINT AS product_id, ${quotedList(CATEGORIES)}[category + 1] AS category, quantity::BIGINT AS quantity,
  ${money("cents")}::DECIMAL(18,2) AS unit_price, ${money("quantity * cents")}::DECIMAL(18,2) AS total,
  ${quotedList(OUTCOMES.map(({ payment }) => payment))}[outcome + 1] AS payment_method,
  ${quotedList(OUTCOMES.map(({ status }) => status))}[outcome + 1] AS status
FROM ${draw}`;
}

/** What stands between the values of a line. Categories come with the quantity, payment methods with the status. */
interface Frame {
  readonly before: Readonly<Record<"id" | "timestamp" | "customer" | "product" | "total", string>>;
  readonly middle: (category: string, units: number) => string;
  readonly end: (payment: string, status: string) => string;
}

const csvFrame: Frame = {
  before: { id: "", timestamp: ",", customer: ",", product: ",", total: "," },
  middle: (category, units) => `,${category},${units},`,
  end: (payment, status) => `,${payment},${status}`,
};

const jsonFrame: Frame = {
  before: {
    id: '{"transaction_id":',
    timestamp: ',"timestamp":"',
    customer: '","customer_id":',
    product: ',"product_id":',
    total: ',"total":',
  },
  middle: (category, units) => `,"category":${JSON.stringify(category)},"quantity":${units},"unit_price":`,
  end: (payment, status) => `,"payment_method":${JSON.stringify(payment)},"status":${JSON.stringify(status)}}`,
};

/**
 * A sale as one text: half as much work for COPY as ten columns, most of it in few long pieces. No label needs
 * quotes in CSV.
 */
function lineOf(draw: string, { before, middle, end }: Frame): string {
  const units = Array.from({ length: MOST_UNITS }, (_, index) => index + 1);
  const middles = CATEGORIES.flatMap((category) => units.map((count) => middle(category, count)));
  const ends = OUTCOMES.map(({ payment, status }) => end(payment, status));
  return `
SELECT concat(
  ${before.id === "" ? "" : `${quoted(before.id)}, `}i + 1,
  ${quoted(before.timestamp)}, make_timestamp(second * 1000000),
  ${quoted(before.customer)}, customer_id,
  ${quoted(before.product)}, product_id,
  ${quotedList(middles)}[category * ${MOST_UNITS} + quantity], ${money("cents")},
  ${quoted(before.total)}, ${money("quantity * cents")},
  ${quotedList(ends)}[outcome + 1]
) AS "${SALE_COLUMN_NAMES.join(",")}"
FROM ${draw}`;
}

/** Rows of text as JSON: what is a number stands bare, null where there is nothing. */
function jsonOfText(columns: string): string {
  const members = SALE_COLUMN_NAMES.map((name) => {
    const bare = `("${name}" IS NULL OR TRY_CAST("${name}" AS DECIMAL(18,2)) IS NOT NULL)`;
    return `'"${name}":', CASE WHEN ${bare} THEN coalesce("${name}", 'null') ELSE '"' || "${name}" || '"' END`;
  });
  return `SELECT concat('{', ${members.join(", ',', ")}, '}') AS line FROM ${columns}`;
}

/**
 * One column as it is, its name the header: a separator that never occurs, and no quotes. To force quotes where there
 * are none spares the writer from looking at each byte.
 */
function asLines(select: string, { header }: { readonly header: boolean }): FileText {
  return {
    select,
    copyOptions: `FORMAT csv, HEADER ${header}, QUOTE '', FORCE_QUOTE *, ESCAPE '', DELIMITER '\u001f'`,
  };
}

/** DECIMAL of few digits, which DuckDB computes in 32 or 64 bits. */
function money(cents: string): string {
  return `((${cents})::DECIMAL(9,0) * 0.01)`;
}
