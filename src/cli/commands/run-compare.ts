import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDbEngine } from "../../engines/duckdb/engine.ts";
import type { TableEngine } from "../../engines/engine.ts";
import { createFormatter } from "../../i18n/format.ts";
import { ANALYSIS_IDS } from "../../model/analyses/catalogue.ts";
import type { WindowedQuery } from "../../model/query.ts";
import type { Cell } from "../../model/result.ts";
import { DEFAULT_WINDOWED_QUERIES, windowedQuery } from "../../model/stream/windowed-queries.ts";
import { machineTimeZone } from "../../model/time-zone.ts";
import { compareViews, type Difference, type EngineView, viewOf } from "../../pipelines/compare.ts";
import { beginRun, type RunWriter } from "../../pipelines/record-run.ts";
import { userRunFolder } from "../../pipelines/run-folder.ts";
import { BATCH_LOG } from "../../pipelines/run-of-batch.ts";
import { printable } from "../../sinks/console/printable.ts";
import type { InputFile } from "../../sources/files/input-file.ts";
import { resolveInputs } from "../../sources/files/resolve-inputs.ts";
import { watchedBy } from "../compute-batch.ts";
import { print, type Session } from "../io.ts";
import { openSpark } from "../open-spark.ts";
import { createProgress } from "../progress.ts";
import { readMapping } from "../read-mapping.ts";
import { resolveClusterInputs } from "../spark-inputs.ts";
import { readVersion } from "../version.ts";
import type { CompareFlags, EngineName } from "./compare.ts";

const HOUR = 3600;

/** What a stream computes by default, by the hour, and hours that begin every quarter. */
const WINDOWS: readonly WindowedQuery[] = [
  ...DEFAULT_WINDOWED_QUERIES.map((id) => windowedQuery(id, { sizeSeconds: HOUR, slideSeconds: HOUR })),
  { ...windowedQuery("totals", { sizeSeconds: HOUR, slideSeconds: HOUR / 4 }), id: "totals, sliding" },
];

/** `vitrina compare`. Returns the exit code: 1 where a cell differs. */
export async function runCompare(inputs: readonly string[], flags: CompareFlags, session: Session): Promise<number> {
  const { io } = session;
  const [first, second] = flags.engines;
  const run = beginRun(
    userRunFolder(io.env),
    {
      kind: "compare",
      engine: flags.engines.join(","),
      input: inputs.join(" "),
      version: readVersion(),
      folder: io.cwd,
      parameters: { inputs, ...flags },
    },
    io.now,
  );
  run.note(BATCH_LOG.began());
  try {
    const a = await lookWith(first, inputs, flags, session, 0, run);
    const b = await lookWith(second, inputs, flags, session, 1, run);
    const compared = compareViews(a, b);
    const { cells, differences } = compared;
    await run.end({ figures: { tables: a.tables.size, cells, differences: differences.length } });
    return await answer(a, b, compared, flags, session);
  } catch (error) {
    await run.fail(error, io.signal.aborted);
    throw error;
  }
}

async function answer(
  a: EngineView,
  b: EngineView,
  { cells, differences }: ReturnType<typeof compareViews>,
  flags: CompareFlags,
  session: Session,
): Promise<number> {
  await print(
    session,
    flags.format === "json" ? asJson(a, b, cells, differences) : asText(a, b, cells, differences, session),
  );
  return differences.length === 0 ? 0 : 1;
}

async function lookWith(
  name: EngineName,
  inputs: readonly string[],
  flags: CompareFlags,
  session: Session,
  turn: 0 | 1,
  run: RunWriter,
): Promise<EngineView> {
  const { io } = session;
  const folder = await mkdtemp(join(tmpdir(), "vitrina-compare-"));
  const progress = createProgress(session);
  try {
    const { engine, files, close } = await open(name, inputs, flags, session, folder, run);
    try {
      return await viewOf(engine, {
        inputs: files,
        mapping: await readMapping(flags, io.cwd),
        defaults: { timeZone: machineTimeZone(), currency: "" },
        analyses: ANALYSIS_IDS,
        windows: WINDOWS,
        strict: flags.strict === true,
        spoolFolder: folder,
        signal: io.signal,
        onProgress: (fraction) => progress.show({ phase: "analyse", fraction: (turn + fraction) / 2 }),
      });
    } finally {
      await close();
    }
  } finally {
    progress.clear();
    await rm(folder, { recursive: true, force: true });
  }
}

async function open(
  name: EngineName,
  inputs: readonly string[],
  flags: CompareFlags,
  session: Session,
  workFolder: string,
  run: RunWriter,
): Promise<{ engine: TableEngine; files: readonly InputFile[]; close: () => Promise<void> }> {
  const { io } = session;
  const local = { cwd: io.cwd, stdin: io.stdin, spoolFolder: workFolder, signal: io.signal };
  if (name === "duckdb") {
    const files = await resolveInputs(inputs, local);
    const engine = await openDuckDbEngine({ workFolder, signal: io.signal });
    return { engine, files, close: () => engine.close() };
  }
  const engine = await openSpark(flags, { workFolder, session });
  const close = watchedBy(run, engine, io.signal);
  try {
    return { engine, files: await resolveClusterInputs(inputs, engine, local), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const nameOf = ({ engine, version }: EngineView) => `${engine} ${version}`;

function asJson(a: EngineView, b: EngineView, cells: number, differences: readonly Difference[]): string {
  const engines = [a, b].map(({ engine, version }) => ({ id: engine, version }));
  const told = differences.map(({ values, ...place }) => ({ ...place, values: values.map((value) => value ?? null) }));
  return `${JSON.stringify({ equal: differences.length === 0, engines, cells, differences: told })}\n`;
}

/** A person reads some; a program all. */
const MOST_LINES = 50;

function asText(
  a: EngineView,
  b: EngineView,
  cells: number,
  differences: readonly Difference[],
  { language, words }: Session,
): string {
  const format = createFormatter({ language, currency: "" });
  const say = words.compare;
  const sides = { a: nameOf(a), b: nameOf(b) };
  if (differences.length === 0) {
    return `${say.equal({ ...sides, tables: format.count(a.tables.size), cells: format.count(cells) })}\n`;
  }
  const shown = (value: Cell | undefined) =>
    value === undefined ? say.nothing : value === null ? say.empty : String(value);
  const lines = differences.slice(0, MOST_LINES).map(({ table, row, key, column, values: [left, right] }) => {
    const place = `${say.table} ${table}, ${say.row} ${row} (${key}), ${say.column} ${column}`;
    return printable(`${place}: ${a.engine} ${shown(left)}, ${b.engine} ${shown(right)}`);
  });
  if (differences.length > MOST_LINES) lines.push(say.more({ count: format.count(differences.length - MOST_LINES) }));
  const counts = { cells: format.count(cells), differences: format.count(differences.length) };
  return `${lines.join("\n")}\n${say.differ({ ...sides, ...counts })}\n`;
}
