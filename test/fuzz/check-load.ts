import type { LoadedSales, PlannedSource, TableEngine } from "../../src/engines/engine.ts";
import { type SplitRecord, splitRecords } from "./split-records.ts";

interface RejectedRow {
  readonly source: string;
  readonly line: number | null;
  readonly reason: string;
  readonly raw: string;
}

/**
 * What is wrong with the account of a load, for each source: null where every record is accepted or rejected once,
 * and every rejected one is found at its line. `texts` are the bytes that the engine was given.
 */
export async function checkLoad(
  engine: TableEngine,
  sources: readonly PlannedSource[],
  texts: readonly Buffer[],
  loaded: LoadedSales,
): Promise<(string | null)[]> {
  const rejected = Map.groupBy(await rejectedRows(engine, loaded), ({ source }) => source);
  const ids = await acceptedIds(engine, loaded);
  const { quality } = loaded;
  const accounted =
    quality.read === quality.accepted + quality.rejected && quality.read === loaded.rows.reduce((sum, n) => sum + n, 0);
  let next = 0;
  return sources.map((source, index) => {
    const records = splitRecords(texts[index] ?? Buffer.alloc(0), source.shape.format);
    const rows = rejected.get(source.shown) ?? [];
    const read = loaded.rows[index] ?? 0;
    const accepted = ids.slice(next, next + read - rows.length);
    next += read - rows.length;
    if (!accounted) {
      return `does not add up: ${JSON.stringify(quality)}, rows of each file ${loaded.rows.join()}`;
    }
    return records === null ? checkArray(texts[index], read) : checkRecords(source, records, read, rows, accepted);
  });
}

function checkRecords(
  source: PlannedSource,
  records: readonly SplitRecord[],
  read: number,
  rows: readonly RejectedRow[],
  accepted: readonly (string | null)[],
): string | null {
  if (read !== records.length) {
    return `read ${read} rows where the file holds ${records.length}`;
  }
  const open = new Map(records.map((record) => [record.line, [] as SplitRecord[]]));
  for (const record of records) {
    open.get(record.line)?.push(record);
  }
  for (const { line, raw, reason } of rows) {
    const here = open.get(line ?? 0) ?? [];
    const found = here.findIndex((record) => asTold(decode(record.raw)) === raw);
    if (found < 0) {
      return `line ${line} does not hold the row rejected there as ${reason}: ${JSON.stringify(raw)}`;
    }
    here.splice(found, 1);
  }
  const left = [...open.values()].flat();
  const different = left.findIndex((record, index) => {
    const id = idOf(source, record);
    return id !== undefined && id !== accepted[index];
  });
  return different < 0
    ? null
    : `line ${left[different]?.line} is accepted under another id; ids ${JSON.stringify(accepted)}, rejected lines ${rows.map(({ line }) => line).join()}`;
}

function checkArray(bytes: Buffer | undefined, read: number): string | null {
  try {
    const values: unknown = JSON.parse(String(bytes));
    return Array.isArray(values) && values.length !== read ? `read ${read} rows of ${values.length}` : null;
  } catch {
    // DuckDB accepts a little more than JSON allows; what it read adds up.
    return null;
  }
}

/** The transaction id a record states, where that is beyond doubt. */
function idOf({ shape, plan }: PlannedSource, { raw, fields }: SplitRecord): string | undefined {
  const [column, ...more] = plan.columns.transaction_id?.sources ?? [];
  if (column === undefined || more.length > 0) {
    return undefined;
  }
  if (shape.format.kind === "csv") {
    const field = fields[shape.columns.findIndex(({ name }) => name === column.name)];
    return field === undefined ? undefined : asTold(field.toString());
  }
  const text = raw.toString();
  if (text.split(JSON.stringify(column.name)).length !== 2) {
    return undefined;
  }
  const id = (JSON.parse(text) as Record<string, unknown>)[column.name];
  return typeof id === "string" || Number.isSafeInteger(id) ? asTold(String(id)) : undefined;
}

async function rejectedRows(engine: TableEngine, { rejected }: LoadedSales): Promise<RejectedRow[]> {
  const columns = (["source", "line", "reason", "raw"] as const).map((id) => ({
    id,
    unit: id === "line" ? ("number" as const) : ("text" as const),
  }));
  const { rows } = await engine.query(`SELECT source, line, reason, raw FROM ${rejected}`, columns);
  return rows.map(([source, line, reason, raw]) => ({
    source: String(source),
    line: typeof line === "number" ? line : null,
    reason: String(reason),
    raw: String(raw),
  }));
}

async function acceptedIds(engine: TableEngine, { relation }: LoadedSales): Promise<(string | null)[]> {
  const sql = `SELECT CAST(transaction_id AS VARCHAR) AS id FROM ${relation}`;
  const { rows } = await engine.query(sql, [{ id: "id", unit: "text" }]);
  return rows.map(([id]) => (typeof id === "string" ? id : null));
}

/** DuckDB's client for Node drops a byte order mark from the beginning of every text it hands over. */
function asTold(text: string): string {
  return text.replace(/^\ufeff/, "");
}

/** As the product keeps bytes that are not UTF-8: a letter for each, the one it stands for in Windows. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
