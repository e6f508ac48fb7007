import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SparkEngine } from "../engines/spark/engine.ts";
import { UserError } from "../model/user-error.ts";
import type { OutputFolder } from "../sinks/files/output-folder.ts";

/** A folder of this machine for what is on its way to or from a cluster; its owner removes it. */
export function makeWorkFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "vitrina-spark-"));
}

/**
 * Results on the cluster's storage, written there by the cluster: each table, and the summary, a folder of parts. Nobody can
 * put them in place at once there, so the place must be empty, and the summary, which is written last, says that all is whole.
 * @throws {UserError} spark_out_occupied
 */
export async function openClusterOutput(
  address: string,
  engine: SparkEngine,
  workFolder: string,
): Promise<OutputFolder> {
  const folder = address.replace(/\/+$/, "");
  if (await engine.occupied(folder)) throw new UserError("spark_out_occupied", { address: folder });
  const path = (name: string) => `${folder}/${name}`;
  return {
    folder,
    workFolder,
    splits: false,
    path,
    writeText: (name, text) => engine.writeText(path(name), text),
    async describe(counts) {
      const files = await engine.files(folder);
      return [...counts].map(([name, rows]) => {
        const own = files.filter(({ address: file }) => file.includes(`/${name}/`));
        return { path: name, rows, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0), parts: own.length };
      });
    },
    commit: async () => {},
    discard: () => rm(workFolder, { recursive: true, force: true }),
  };
}
