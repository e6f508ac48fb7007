import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { openDuckDbEngine } from "../engines/duckdb/engine.ts";
import type { PlannedSource, TableEngine } from "../engines/engine.ts";
import type { Mapping } from "../model/mapping.ts";
import { type Proposal, proposeMapping } from "../model/propose/propose-mapping.ts";
import { resolvePlan } from "../model/resolve-plan.ts";
import { type Cell, toRecords } from "../model/result.ts";
import { SALE_COLUMN_NAMES, SALE_COLUMNS } from "../model/sale.ts";
import type { SourceShape } from "../model/source-shape.ts";
import { peek, requireRows } from "../sources/files/peek.ts";
import { readableFile } from "../sources/files/readable.ts";
import { resolveInputs } from "../sources/files/resolve-inputs.ts";

/** How a file would be read. */
export interface FilePreview {
  readonly columns: readonly string[];
  /** The first rows as they stand. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly proposal: Proposal;
  /** Values of the status column in the sample, as they first come. */
  readonly statuses: readonly string[];
  readonly ready: boolean;
  /** The first rows as sales; null where something indispensable is not known. */
  readonly sales: readonly PreviewSale[] | null;
}

export interface PreviewSale {
  readonly values: Readonly<Record<string, Cell>>;
  /** The rule that would reject it; `raw` is then its only value. */
  readonly reason: string | null;
}

export interface PreviewOptions {
  readonly folder: string;
  readonly name: string;
  readonly mapping: Mapping;
  readonly defaults: { readonly timeZone: string; readonly currency: string };
  readonly signal: AbortSignal;
}

const SHOWN_ROWS = 20;
const MOST_STATUSES = 40;

/** Looks at the beginning of a file, with a mapping that may leave things open. Throws UserError where it is no data. */
export async function previewFile(options: PreviewOptions): Promise<FilePreview> {
  const work = await mkdtemp(join(options.folder, ".work-"));
  const engine = await openDuckDbEngine({ workFolder: work, memory: "256MB", threads: 1 });
  try {
    const shape = await shapeOf(engine, work, options);
    const given = resolvePlan(shape, options.mapping, options.defaults, options.name);
    const proposal = given.kind === "unknown" ? given.proposal : proposeMapping(shape, options.mapping);
    const rows = shape.sample.slice(0, SHOWN_ROWS);
    const ready = resolvePlan(shape, proposal.mapping, options.defaults, options.name).kind === "plan";
    const sales = ready ? await firstSales(engine, { shape, rows, mapping: proposal.mapping, work, options }) : null;
    const statuses = statusesOf(shape, proposal.mapping);
    return { columns: shape.columns.map(({ name }) => name), rows, proposal, statuses, ready, sales };
  } finally {
    await engine.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function shapeOf(engine: TableEngine, work: string, { folder, name, mapping, signal }: PreviewOptions) {
  const [input] = await resolveInputs([name], { cwd: folder, stdin: Readable.from([]), spoolFolder: work, signal });
  if (input === undefined) throw new Error("an upload without a file");
  const head = await peek(input);
  requireRows([{ shown: input.shown, head }]);
  const { path } = await readableFile(input, head, { spoolFolder: work, encoding: mapping.csv?.encoding, signal });
  const { delimiter, quote, header } = mapping.csv ?? {};
  return engine.inspect({
    path,
    format: head.format,
    shown: name,
    csv: {
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(quote === undefined ? {} : { quote, escape: quote }),
      ...(header === undefined ? {} : { header }),
    },
  });
}

function statusesOf({ columns, sample }: SourceShape, mapping: Mapping): string[] {
  const place = columns.findIndex(({ name }) => name === mapping.columns?.status);
  if (place < 0) return [];
  const values = sample.map((row) => row[place]?.trim() ?? "").filter((value) => value !== "");
  return [...new Set(values)].slice(0, MOST_STATUSES);
}

interface FirstSales {
  readonly shape: SourceShape;
  readonly rows: FilePreview["rows"];
  readonly mapping: Mapping;
  readonly work: string;
  readonly options: PreviewOptions;
}

/** The rows shown, judged by the engine like any others: written as a small file of texts with the plan of the whole one. */
async function firstSales(
  engine: TableEngine,
  { shape, rows, mapping, work, options }: FirstSales,
): Promise<PreviewSale[] | null> {
  const path = join(work, "first.csv");
  const lines = [shape.columns.map(({ name }) => name), ...rows].map((row) => row.map(quoted).join(","));
  await writeFile(path, `${lines.join("\n")}\n`);
  const csv = { delimiter: ",", quote: '"', escape: '"', header: true };
  const first = await engine.inspect({ path, format: "csv", shown: options.name, csv });
  const resolved = resolvePlan(first, mapping, options.defaults, options.name);
  // So few rows may leave open what the whole file does not.
  if (resolved.kind === "unknown") return null;
  const source: PlannedSource = { shape: first, plan: resolved.plan, shown: options.name };
  const loaded = await engine.load([source], { strict: false });
  const columns = SALE_COLUMN_NAMES.filter((name) => loaded.columns.has(name));
  const accepted = await engine.query(
    `SELECT ${columns.map(engine.dialect.name).join(", ")} FROM ${loaded.relation}`,
    columns.map((id) => ({ id, unit: unitOf(SALE_COLUMNS[id].role) })),
  );
  const rejected = await engine.query(`SELECT raw, reason FROM ${loaded.rejected}`, [
    { id: "raw", unit: "text" },
    { id: "reason", unit: "text" },
  ]);
  return [
    ...toRecords(accepted).map((values) => ({ values, reason: null })),
    ...toRecords(rejected).map(({ raw = null, reason }) => ({ values: { raw }, reason: String(reason) })),
  ];
}

function unitOf(role: (typeof SALE_COLUMNS)[keyof typeof SALE_COLUMNS]["role"]) {
  return role === "time" ? "text" : role;
}

function quoted(value: string | null): string {
  return value === null ? "" : `"${value.replaceAll('"', '""')}"`;
}
