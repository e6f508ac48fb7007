import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { openDuckDbEngine } from "../../src/engines/duckdb/engine.ts";
import type { TableEngine } from "../../src/engines/engine.ts";
import { ANALYSIS_IDS } from "../../src/model/analyses/catalogue.ts";
import type { WindowedQuery } from "../../src/model/query.ts";
import { WINDOWED_QUERY_IDS, windowedQuery } from "../../src/model/stream/windowed-queries.ts";
import { compareViews, viewOf } from "../../src/pipelines/compare.ts";
import { resolveInputs } from "../../src/sources/files/resolve-inputs.ts";
import { runInProcess } from "../fixtures/cli.ts";
import { asObjects, oddSales } from "../spark/odd-sales.ts";
import { openTestEngine } from "../spark/open-engine.ts";
import { needSpark } from "./need-spark.ts";

const needed = needSpark({ memory: "2g" });
const MOST_MS = 900_000;

const WINDOWS: readonly WindowedQuery[] = [
  ...WINDOWED_QUERY_IDS.map((id) => windowedQuery(id, { sizeSeconds: 3600, slideSeconds: 3600 })),
  { ...windowedQuery("by_category", { sizeSeconds: 5400, slideSeconds: 1200 }), id: "sliding" },
];

const files: { name: string; make: () => Promise<Record<string, string>>; cells: number }[] = [
  {
    name: "odd labels, nulls, ties, rejected rows, both clock changes",
    make: async () => ({ "odd.csv": oddSales(600) }),
    cells: 20_000,
  },
  {
    name: "objects beside lines",
    make: async () => ({ "a.ndjson": asObjects(oddSales(300)), "b.csv": oddSales(500) }),
    cells: 20_000,
  },
  { name: "a generated shop with defects", make: () => generated("dirty", 3_000), cells: 20_000 },
];

test.each(files)("every cell is the same on both engines: $name", { timeout: MOST_MS }, async ({ make, cells }) => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-parity-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const contents = await make();
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  const look = async (open: () => Promise<TableEngine>) => {
    const engine = await open();
    const spoolFolder = join(folder, engine.id);
    const { signal } = new AbortController();
    try {
      return await viewOf(engine, {
        inputs: await resolveInputs(Object.keys(contents), { cwd: folder, stdin: Readable.from([]), spoolFolder }),
        mapping: {},
        defaults: { timeZone: "Europe/Madrid", currency: "EUR" },
        analyses: ANALYSIS_IDS,
        windows: WINDOWS,
        strict: false,
        spoolFolder,
        signal,
      });
    } finally {
      await engine.close();
    }
  };
  const embedded = await look(() => openDuckDbEngine({ threads: 1, memory: "512MB" }));
  const cluster = await look(() => openTestEngine(needed.spark.address));
  const compared = compareViews(embedded, cluster);
  expect(compared.differences.slice(0, 10)).toEqual([]);
  expect(compared.cells).toBeGreaterThan(cells);
  expect(embedded.tables.get("rejected_rows")?.rows.length).toBeGreaterThan(10);
});

test("compare says so in both languages, and names each cell that differs", { timeout: MOST_MS }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-parity-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "s.csv"), oddSales(60));
  const run = (...argv: string[]) =>
    runInProcess(["compare", "s.csv", "--spark", needed.spark.address, "--time-zone", "UTC", ...argv], { cwd: folder });
  const spanish = await run("--lang", "es");
  expect([spanish.code, spanish.stdout]).toEqual([
    0,
    expect.stringMatching(/^Iguales: duckdb .* y spark .* coinciden/),
  ]);
  const json = await run("--format", "json");
  expect(JSON.parse(json.stdout)).toMatchObject({ equal: true, differences: [] });
});

async function generated(scenario: string, rows: number): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-parity-"));
  try {
    const argv = ["generate", "--rows", String(rows), "--scenario", scenario, "--end", "2026-11-01", "-o", "g.csv"];
    const { code } = await runInProcess(argv, { cwd: folder });
    expect(code).toBe(0);
    return { "g.csv": await readFile(join(folder, "g.csv"), "utf8") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
