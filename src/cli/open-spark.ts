import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { openDuckDbEngine } from "../engines/duckdb/engine.ts";
import { openSparkEngine, type SparkEngine } from "../engines/spark/engine.ts";
import { decompressed } from "../sources/files/decompressed.ts";
import type { Session } from "./io.ts";
import { type SparkFlags, sparkAddress } from "./spark-flags.ts";
import { openStorage } from "./spark-storage.ts";

export interface SparkPlace {
  /** Its owner removes it. */
  readonly workFolder: string;
  readonly session: Session;
}

/** A cluster as the options say. Files are looked at by the embedded engine, so that both understand them alike. */
export async function openSpark(flags: SparkFlags, { workFolder, session }: SparkPlace): Promise<SparkEngine> {
  const { env, signal } = session.io;
  const address = sparkAddress(flags, env);
  const storage = flags.storage === undefined ? undefined : openStorage(flags.storage, flags, session);
  const local = await openDuckDbEngine({ workFolder });
  try {
    const engine = await openSparkEngine({
      address,
      conf: Object.fromEntries(flags.sparkConf ?? []),
      ui: flags.sparkUi,
      workFolder,
      storage,
      inspectLocal: local.inspect,
      decompress: (from, to) => pipeline(decompressed(from, "zst"), createWriteStream(to), { signal }),
      signal,
    });
    return {
      ...engine,
      async close() {
        await engine.close();
        await local.close();
      },
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}
