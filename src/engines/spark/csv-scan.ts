import type { CsvLayout, SourceShape } from "../../model/source-shape.ts";
import { spark } from "../../model/sql/spark.ts";
import { BAD, type FileScan, QUOTES, RAW, ROW, type ScanPlace } from "./scan-columns.ts";

/** A CSV whose records are lines: read in parallel. Stops at a line within whose quotes a line ends (see `QUOTES`). */
export function csvLinesSql(shape: SourceShape, layout: CsvLayout, place: ScanPlace): FileScan {
  const lines = `(SELECT value, monotonically_increasing_id() AS row FROM ${place.view}) AS lines`;
  const kept = ["value <> ''", ...headerSql(place)].join(" AND ");
  const quote = spark.text(layout.quote);
  const odd = `instr(value, ${quote}) > 0 AND mod(length(value) - length(replace(value, ${quote}, '')), 2) = 1`;
  const fields = fieldsSql(shape, layout, "value");
  const guarded = `CASE WHEN ${odd} AND ${spark.matches("value", patterns(layout).outside)} THEN ${spark.fail(QUOTES)} ELSE ${fields} END`;
  return { sql: recordsSql(shape, layout, `SELECT value, row, ${guarded} AS r FROM ${lines} WHERE ${kept}`, "value") };
}

/**
 * A CSV with line breaks within quotes: whether a line begins within quotes depends on all lines before it, so one task
 * walks over them. A line turns the state over, sets it or leaves it as it is; sums over these tell it for each line.
 */
export function csvRecordsSql(shape: SourceShape, layout: CsvLayout, place: ScanPlace): FileScan {
  const { outside, inside } = patterns(layout);
  const before = "ORDER BY line ROWS BETWEEN UNBOUNDED PRECEDING AND";
  const lines = `SELECT value, monotonically_increasing_id() AS id FROM ${place.view}`;
  // Whether the line ends within quotes where it began outside of them, and where it began within.
  const ends = `SELECT value, row_number() OVER (ORDER BY id) AS line, ${spark.matches("value", outside)} AS o, ${spark.matches("value", inside)} AS i FROM (${lines})`;
  const turns = `SELECT *, sum(CASE WHEN o AND NOT i THEN 1 ELSE 0 END) OVER (${before} CURRENT ROW) % 2 = 1 AS turned FROM (${ends})`;
  const bases = `SELECT *, last_value(CASE WHEN o = i THEN o <> turned END, true) OVER (${before} 1 PRECEDING) AS base FROM (${turns})`;
  const states = `SELECT value, line, coalesce(base, false) <> (turned <> (o AND NOT i)) AS within FROM (${bases})`;
  const numbered = `SELECT value, line, sum(CASE WHEN within THEN 0 ELSE 1 END) OVER (${before} CURRENT ROW) AS record FROM (${states})`;
  const joined = `SELECT min(line) AS row, concat_ws('\\n', transform(array_sort(collect_list(struct(line, value))), x -> x.value)) AS value FROM (${numbered}) GROUP BY record`;
  const records = `SELECT row, regexp_replace(value, '\\r$', '') AS value FROM (${joined})`;
  const kept = ["value <> ''", ...headerSql({ ...place, header: place.header === null ? null : place.header + 1 })];
  // The parser takes a line's end for its own; two characters that no text has stand for it meanwhile.
  const hidden = `translate(value, '\\r\\n', '${HIDDEN}')`;
  const parsed = `SELECT value, row, ${fieldsSql(shape, layout, hidden)} AS r FROM (${records}) AS records WHERE ${kept.join(" AND ")}`;
  const restored = (field: string) => `translate(${field}, '${HIDDEN}', '\\r\\n')`;
  return { sql: `${recordsSql(shape, layout, parsed, hidden, restored)} ORDER BY ${spark.name(ROW)}`, lines: "rows" };
}

/** Options of the text reader for each of both. */
export const RECORD_LINES = { lineSep: "\n" };

const HIDDEN = "\\uFDD0\\uFDD1";

function headerSql({ header }: ScanPlace): string[] {
  return header === null ? [] : [`row <> ${header}`];
}

/** Named fields out of `r`; a row has too few, or too many unless the one more is empty. */
function recordsSql(
  shape: SourceShape,
  layout: CsvLayout,
  parsed: string,
  text: string,
  restored = (field: string) => field,
): string {
  const fields = shape.columns.map(({ name }, index) => `${restored(`r.c${index}`)} AS ${spark.name(name)}`);
  const more = fromCsv(text, shape.columns.length + 1, layout);
  const tooMany = `coalesce(${more}.bad IS NOT NULL OR ${more}.c${shape.columns.length} IS NOT NULL, true)`;
  const notText = `octet_length(value) <> length(value) AND decode(CAST(value AS BINARY), 'UTF-8') <> value`;
  const bad = `CASE WHEN r.bad IS NOT NULL THEN ${tooMany} ELSE ${notText} END`;
  return `SELECT ${fields.join(", ")}, value AS ${spark.name(RAW)}, row AS ${spark.name(ROW)}, ${bad} AS ${spark.name(BAD)} FROM (${parsed}) AS parsed`;
}

function fieldsSql({ columns }: SourceShape, layout: CsvLayout, text: string): string {
  return fromCsv(text, columns.length, layout);
}

function fromCsv(text: string, count: number, { delimiter, quote, escape: escapeMark }: CsvLayout): string {
  const schema = [...Array.from({ length: count }, (_, index) => `c${index} STRING`), "bad STRING"].join(", ");
  const options = { sep: delimiter, quote, escape: escapeMark, mode: "PERMISSIVE", columnNameOfCorruptRecord: "bad" };
  const map = Object.entries(options).flatMap(([key, value]) => [spark.text(key), spark.text(value)]);
  return `from_csv(${text}, ${spark.text(schema)}, map(${map.join(", ")}))`;
}

/**
 * Lines that end within quotes, where they begin outside of them or within. Possessive, so that no line however long
 * makes Java's matcher go back or deep.
 */
function patterns({ delimiter, quote, escape: escapeMark }: CsvLayout): { outside: string; inside: string } {
  const q = literal(quote);
  const d = literal(delimiter);
  const e = literal(escapeMark);
  const held = quote === escapeMark ? `(?:[^${q}]++|${q}${q})*+` : `(?:[^${q}${e}]++|${e}(?s:.)|${e}$)*+`;
  const rest = delimiter.length === 1 ? `[^${d}]*+` : `(?:(?!${d})(?s:.))*+`;
  const field = `(?:${q}${held}${q}${rest}|(?!${q})${rest})`;
  const open = `${q}${held}`;
  return {
    outside: `(?:${field}${d})*+${open}`,
    inside: `(?:${held}|${held}${q}${rest}${d}(?:${field}${d})*+${open})`,
  };
}

function literal(mark: string): string {
  return mark.replaceAll(/[\\^$.*+?()[\]{}|\-&~]/g, "\\$&");
}
