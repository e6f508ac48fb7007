import type { PlannedSource, TableEngine } from "../engines/engine.ts";
import type { Mapping } from "../model/mapping.ts";
import { MappingNeeded } from "../model/propose/mapping-needed.ts";
import type { Note } from "../model/propose/reasons.ts";
import { resolvePlan } from "../model/resolve-plan.ts";
import type { CsvLayout } from "../model/source-shape.ts";
import type { InputFile } from "../sources/files/input-file.ts";
import { pathColumns } from "../sources/files/path-columns.ts";
import { type FileHead, peek, requireRows } from "../sources/files/peek.ts";
import { readableFile } from "../sources/files/readable.ts";

interface PlanOptions {
  readonly engine: TableEngine;
  readonly inputs: readonly InputFile[];
  readonly mapping?: Mapping;
  readonly defaults: { readonly timeZone: string; readonly currency: string };
  /** For files that have to be written anew before an engine can read them; its owner removes it. */
  readonly spoolFolder: string;
  readonly signal: AbortSignal;
}

/**
 * Looks at the head of every file and settles how its columns become sales.
 * @throws {MappingNeeded} with a proposal, for the first file that cannot be understood without a mapping.
 */
export async function planSources(options: PlanOptions): Promise<{ sources: PlannedSource[]; notes: Note[] }> {
  const heads = [];
  for (const input of options.inputs) {
    options.signal.throwIfAborted();
    heads.push({ input, shown: input.shown, head: await headOf(input) });
  }
  requireRows(heads);
  const sources: PlannedSource[] = [];
  const notes = new Map<string, Note>();
  for (const { input, head } of heads) {
    options.signal.throwIfAborted();
    const planned = await planSource(input, head, options);
    sources.push(planned.source);
    // Files alike need saying once.
    for (const note of planned.notes) {
      notes.set(JSON.stringify(note), note);
    }
  }
  return { sources, notes: [...notes.values()] };
}

/** A Parquet file of a cluster's is looked at by the engine alone. */
function headOf(input: InputFile): Promise<FileHead> {
  if (input.cluster === undefined || input.format !== "parquet") return peek(input);
  return Promise.resolve({
    format: "parquet",
    compression: "none",
    encoding: "utf-8",
    textEncoding: "utf-8",
    bom: false,
    headerOnly: false,
    lines: 0,
    longestLine: 0,
    whole: false,
    bytes: new Uint8Array(),
  });
}

async function planSource(input: InputFile, head: FileHead, options: PlanOptions) {
  const { engine, mapping, defaults, spoolFolder, signal } = options;
  const { shown } = input;
  const { path } = await readableFile(input, head, { spoolFolder, encoding: mapping?.csv?.encoding, signal });
  const seen = await engine.inspect({
    path,
    format: head.format,
    shown,
    csv: csvHints(mapping),
    pathColumns: pathColumns(shown),
  });
  const shape = input.cluster === undefined ? seen : { ...seen, path: input.cluster };
  const resolved = resolvePlan(shape, mapping, defaults, shown);
  if (resolved.kind === "unknown") {
    throw new MappingNeeded(shown, resolved.proposal);
  }
  return { source: { shape, plan: resolved.plan, shown }, notes: resolved.notes };
}

function csvHints(mapping: Mapping | undefined): Partial<CsvLayout> {
  const { delimiter, quote, header } = mapping?.csv ?? {};
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote, escape: quote }),
    ...(header === undefined ? {} : { header }),
  };
}
