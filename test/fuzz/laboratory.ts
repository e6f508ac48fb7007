import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { openDuckDbEngine } from "../../src/engines/duckdb/engine.ts";
import type { PlannedSource, TableEngine } from "../../src/engines/engine.ts";
import type { Mapping } from "../../src/model/mapping.ts";
import { MappingNeeded } from "../../src/model/propose/mapping-needed.ts";
import { UserError } from "../../src/model/user-error.ts";
import { planSources } from "../../src/pipelines/plan-sources.ts";
import { resolveInputs } from "../../src/sources/files/resolve-inputs.ts";
import { checkLoad } from "./check-load.ts";

/** A file to be read: its text, and what its name ends in, which says how the text is compressed. */
export interface Specimen {
  readonly ending: string;
  readonly bytes: Buffer;
  readonly mapping: Mapping;
}

/** How it ended: all rows accounted for, a clear refusal before or while reading, or something that must not happen. */
export type Verdict =
  | { readonly kind: "read" }
  | { readonly kind: "plan_refused" | "load_refused"; readonly code: string }
  | { readonly kind: "failed"; readonly why: string };

export interface Laboratory {
  /** Reads the files with one load, and one by one where that fails; a verdict for each. */
  examine(specimens: readonly Specimen[]): Promise<Verdict[]>;
  close(): Promise<void>;
}

const READ: Verdict = { kind: "read" };

/** One engine for many files, opened again where it broke down. Files live in memory where the system has a place for that. */
export async function openLaboratory(): Promise<Laboratory> {
  const folder = await mkdtemp(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "vitrina-fuzz-"));
  const open = () => openDuckDbEngine({ workFolder: folder, threads: 2, memory: "1GB" });
  let engine = await open();
  let batch = 0;

  const together = async (specimens: readonly Specimen[]): Promise<Verdict[]> => {
    // Names are never used again: an engine may remember what a file held.
    batch += 1;
    const inputs = join(folder, String(batch));
    await mkdir(inputs);
    try {
      return await examineIn(engine, inputs, specimens);
    } finally {
      await rm(inputs, { recursive: true });
    }
  };

  /** A database that declared itself invalid answers nothing any more. */
  const recover = async () => {
    try {
      await engine.query("SELECT 1 AS one", [{ id: "one", unit: "number" }]);
    } catch {
      await engine.close();
      engine = await open();
    }
  };

  const examine = async (specimens: readonly Specimen[]): Promise<Verdict[]> => {
    const verdicts = await together(specimens);
    if (verdicts.some(({ kind }) => kind === "failed")) {
      await recover();
    }
    if (specimens.length === 1 || verdicts.every(({ kind }) => kind !== "failed" && kind !== "load_refused")) {
      return verdicts;
    }
    const alone: Verdict[] = [];
    for (const specimen of specimens) {
      alone.push(...(await examine([specimen])));
    }
    const onlyTogether = verdicts.some(({ kind }) => kind === "failed") && alone.every(({ kind }) => kind !== "failed");
    return onlyTogether ? verdicts : alone;
  };

  return {
    examine,
    async close() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function examineIn(engine: TableEngine, folder: string, specimens: readonly Specimen[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const planned: { readonly source: PlannedSource; readonly index: number }[] = [];
  for (const [index, specimen] of specimens.entries()) {
    try {
      planned.push({ source: await plan(engine, join(folder, `${index}.${specimen.ending}`), specimen), index });
    } catch (error) {
      verdicts[index] = verdictOf(error, "plan_refused");
    }
  }
  const sources = planned.map(({ source }) => source);
  let found: (string | null)[] = [];
  try {
    found = sources.length === 0 ? [] : await loadAndCheck(engine, sources);
  } catch (error) {
    const verdict = verdictOf(error, "load_refused");
    for (const { index } of planned) {
      verdicts[index] = verdict;
    }
    return verdicts;
  }
  for (const [place, { index }] of planned.entries()) {
    const why = found[place] ?? null;
    verdicts[index] = why === null ? READ : { kind: "failed", why };
  }
  return verdicts;
}

/** As `vitrina batch` does it. */
async function plan(engine: TableEngine, path: string, { bytes, mapping }: Specimen): Promise<PlannedSource> {
  await writeFile(
    path,
    path.endsWith(".gz") ? gzipSync(bytes) : path.endsWith(".zst") ? zstdCompressSync(bytes) : bytes,
  );
  const spoolFolder = join(path, "..");
  const inputs = await resolveInputs([path], { cwd: spoolFolder, stdin: process.stdin, spoolFolder });
  const defaults = { timeZone: "UTC", currency: "EUR" };
  const { signal } = new AbortController();
  const { sources } = await planSources({ engine, inputs, mapping, defaults, spoolFolder, signal });
  const [source] = sources;
  if (source === undefined) {
    throw new Error("no source for a file");
  }
  return source;
}

async function loadAndCheck(engine: TableEngine, sources: readonly PlannedSource[]): Promise<(string | null)[]> {
  const loaded = await engine.load(sources, { strict: false });
  const texts = await Promise.all(sources.map(({ shape }) => readText(shape.path)));
  return checkLoad(engine, sources, texts, loaded);
}

async function readText(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  return path.endsWith(".gz") ? gunzipSync(bytes) : path.endsWith(".zst") ? zstdDecompressSync(bytes) : bytes;
}

function verdictOf(error: unknown, kind: "plan_refused" | "load_refused"): Verdict {
  if (error instanceof MappingNeeded) {
    return { kind, code: "mapping_needed" };
  }
  return error instanceof UserError ? { kind, code: error.code } : { kind: "failed", why: String(error) };
}
