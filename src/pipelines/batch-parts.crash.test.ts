import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runScript } from "../../test/fixtures/run-script.ts";
import { openOutput } from "../sinks/files/output-folder.ts";

const SCRIPT = fileURLToPath(new URL("../../test/fixtures/crashing-batch.ts", import.meta.url));
const MOMENTS = ["before", "during", "after"] as const;
const DEATHS = 9;
const ROWS = 260_000;
const AS_FILES = JSON.stringify({ over: 1e9, rows: 1e9 });
const AS_PARTS = JSON.stringify({ over: 2, rows: 100_000 });

let home = "";
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "vitrina-parts-crash-"));
  await writeFile(join(home, "old.csv"), "timestamp,total\n2026-03-01,1.00\n2026-03-02,2.00\n2026-03-03,0.00\n");
  await ask(
    `COPY (SELECT TIMESTAMP '2026-03-01' + to_seconds(i) AS timestamp, 1.00::DECIMAL(18,2) AS total FROM range(${ROWS}) AS t(i))
     TO '${join(home, "new.parquet")}' (FORMAT parquet)`,
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function ask(sql: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return ((await connection.runAndReadAll(sql)).getRowsJson()[0] ?? []).map(String);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What anybody finds in the folder: how many parts each table has (0 for a file) and what it holds. */
async function found(folder: string) {
  const { outputs } = JSON.parse(await readFile(join(folder, "summary.json"), "utf8"));
  const tables = await Promise.all(
    ["clean_sales.parquet", "dated_sales.parquet"].map(async (name) => {
      const path = join(folder, name);
      const parts = (await stat(path)).isDirectory() ? (await readdir(path)).length : 0;
      const said = outputs.find((output: { path: string }) => output.path === name);
      expect(said.parts ?? 0).toBe(parts);
      return [parts, ...(await ask(`SELECT count(*), sum(total) FROM '${path}'`))];
    }),
  );
  return { tables, names: (await readdir(folder)).toSorted() };
}

test("killed anywhere, a batch leaves the old files or the new folders of parts", { timeout: 600_000 }, async () => {
  const run = (folder: string, dieAt: number, moment = "before") =>
    runScript(SCRIPT, [join(home, "new.parquet"), folder, AS_PARTS, String(dieAt), moment], home);
  const before = join(home, "before");
  await runScript(SCRIPT, [join(home, "old.csv"), before, AS_FILES], home);
  const old = await found(before);
  expect(old.tables).toEqual(Array(2).fill([0, "2", "3.00"]));

  const whole = join(home, "whole");
  await cp(before, whole, { recursive: true });
  const calls = Number(await run(whole, 0));
  const fresh = await found(whole);
  expect(fresh).toEqual({ ...old, tables: Array(2).fill([3, String(ROWS), `${ROWS}.00`]) });

  // The end is where it matters: from the first part to the last name in its place.
  const seen: string[] = [];
  for (let death = 1; death <= DEATHS; death++) {
    const folder = join(home, `death-${death}`);
    await cp(before, folder, { recursive: true });
    const dieAt = Math.round(calls * (0.3 + (0.68 * death) / DEATHS));
    expect(await run(folder, dieAt, MOMENTS[death % 3])).toBe("SIGKILL");
    await (await openOutput(folder)).discard();
    const left = await found(folder);
    const isNew = left.tables[0]?.[0] !== 0;
    expect(left).toEqual(isNew ? fresh : old);
    seen.push(isNew ? "new" : "old");
  }
  expect(seen).toEqual(seen.toSorted().toReversed());
  expect(new Set(seen)).toEqual(new Set(["old", "new"]));
});
