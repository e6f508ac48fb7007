import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDuckDbEngine } from "../../src/engines/duckdb/engine.ts";
import type { LoadedSales, TableEngine } from "../../src/engines/engine.ts";
import type { Unit } from "../../src/model/query.ts";
import { planSources } from "../../src/pipelines/plan-sources.ts";
import { resolveInputs } from "../../src/sources/files/resolve-inputs.ts";
import { accountOf } from "./oracle.ts";
import { mappingOf, type Shop, type ShopFile } from "./shop.ts";
import { shopWithFiles } from "./shop-arbitrary.ts";

let engine: TableEngine;
let folder: string;
let loads = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-account-"));
  engine = await openDuckDbEngine({ workFolder: folder, threads: 2, memory: "512MB" });
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

it("reads, accepts, rejects and warns as the rules say, row by row", async () => {
  await fc.assert(property(shopWithFiles()), { seed: 20261122, numRuns: 50 });
});

it("does so where the rows it looks at first say nothing of the rest", async () => {
  await fc.assert(property(shopWithFiles({ plainRows: 4200 })), { seed: 20261122, numRuns: 2, endOnFailure: true });
}, 240_000);

function property(shops: fc.Arbitrary<{ shop: Shop; files: ShopFile[] }>) {
  return fc.asyncProperty(shops, fc.boolean(), async ({ shop, files }, strict) => {
    const loaded = await load(shop, files, strict);
    const { read, accepted, rejected, warnings } = accountOf(shop, files, strict);
    expect(await told(loaded)).toEqual({ accepted, rejected });
    expect(loaded.quality).toMatchObject({ read, accepted: accepted.length, rejected: rejected.length, warnings });
    expect(await gross(loaded)).toBe(accepted.reduce((sum, [, cents]) => sum + cents, 0n));
  });
}

/** As `vitrina batch` loads them. */
async function load(shop: Shop, files: readonly ShopFile[], strict: boolean): Promise<LoadedSales> {
  // Names are never used again: an engine may remember what a file held.
  loads += 1;
  const inputFolder = join(folder, String(loads));
  await mkdir(inputFolder);
  const paths: string[] = [];
  for (const { name, bytes } of files) {
    paths.push(join(inputFolder, name));
    await writeFile(join(inputFolder, name), bytes);
  }
  const inputs = await resolveInputs(paths, { cwd: inputFolder, stdin: process.stdin, spoolFolder: inputFolder });
  const { sources } = await planSources({
    engine,
    inputs,
    mapping: mappingOf(shop),
    defaults: { timeZone: "UTC", currency: "EUR" },
    spoolFolder: inputFolder,
    signal: new AbortController().signal,
  });
  return engine.load(sources, { strict });
}

async function told(loaded: LoadedSales) {
  const accepted = await rowsOf(
    `SELECT CAST(transaction_id AS VARCHAR) AS id, CAST(total AS VARCHAR) AS total FROM ${loaded.relation}`,
    { id: "text", total: "text" },
  );
  const rejected = await rowsOf(`SELECT source, line, reason, raw FROM ${loaded.rejected}`, {
    source: "text",
    line: "number",
    reason: "text",
    raw: "text",
  });
  return {
    accepted: accepted.map(([id, total]) => [id, BigInt(String(total).replace(".", ""))]),
    rejected: rejected.map(([file, line, reason, raw]) => ({ file: basename(String(file)), line, reason, raw })),
  };
}

async function gross({ relation }: LoadedSales): Promise<bigint> {
  const [[sum] = []] = await rowsOf(`SELECT CAST(sum(total) AS VARCHAR) AS x FROM ${relation}`, { x: "text" });
  return BigInt(String(sum ?? "0").replace(".", ""));
}

async function rowsOf(sql: string, units: Readonly<Record<string, Unit>>) {
  const columns = Object.entries(units).map(([id, unit]) => ({ id, unit }));
  return (await engine.query(sql, columns)).rows;
}
