import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openDuckDbEngine } from "../../src/engines/duckdb/engine.ts";
import { openSparkEngine, type SparkEngine, type SparkEngineOptions } from "../../src/engines/spark/engine.ts";
import { decompressed } from "../../src/sources/files/decompressed.ts";

/** Spark as the command line opens it, with a folder of its own. */
export async function openTestEngine(
  address: string,
  options: Partial<Omit<SparkEngineOptions, "address">> = {},
): Promise<SparkEngine> {
  const workFolder = await mkdtemp(join(tmpdir(), "vitrina-spark-test-"));
  const local = await openDuckDbEngine({ threads: 1, memory: "256MB" });
  const engine = await openSparkEngine({
    address,
    workFolder,
    inspectLocal: local.inspect,
    decompress: (from, to) => pipeline(decompressed(from, "zst"), createWriteStream(to)),
    ...options,
  });
  return {
    ...engine,
    async close() {
      await engine.close();
      await local.close();
      await rm(workFolder, { recursive: true, force: true });
    },
  };
}
