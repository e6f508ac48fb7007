import { randomBytes } from "node:crypto";
import { copyFile, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SharedStorage } from "../engines/spark/storage.ts";
import { UserError } from "../model/user-error.ts";
import { writeError } from "../sinks/files/system-error.ts";
import { addressOf, isHdfsAddress } from "../sources/hdfs/address.ts";
import { getFile } from "../sources/hdfs/get-file.ts";
import { putFile } from "../sources/hdfs/put-file.ts";
import { openCluster } from "./commands/files-cluster.ts";
import type { Session } from "./io.ts";
import { createProgress } from "./progress.ts";
import type { SparkFlags } from "./spark-flags.ts";

/** A folder of this run's own below an address that people gave; it is made when something is put there. */
export function openStorage(address: string, flags: SparkFlags, session: Session): SharedStorage {
  const name = `vitrina-${randomBytes(6).toString("hex")}`;
  if (isHdfsAddress(address)) return hdfsStorage(address, name, flags, session);
  if (/^file:\/\//i.test(address)) return sharedFolder(fileURLToPath(address), name);
  throw new UserError("spark_bad_storage", { address });
}

function hdfsStorage(address: string, name: string, flags: SparkFlags, session: Session): SharedStorage {
  const { webhdfs } = flags;
  const cluster = openCluster(address, { format: "table", ...(webhdfs === undefined ? {} : { webhdfs }) }, session);
  const { client, place } = cluster;
  const folder = `${place.path === "/" ? "" : place.path}/${name}`;
  const { signal } = session.io;
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw cluster.explain(error);
    }
  };
  return {
    address: addressOf(place, folder),
    put: (path, file) =>
      explained(async () => {
        await client.mkdirs(folder);
        const moving = showMoving("send", (await stat(path)).size, session);
        const put = { file: path, target: `${folder}/${file}`, replace: false };
        await putFile(put, { client, signal, onBytes: moving.onBytes }).finally(moving.end);
      }),
    list: (inner) => explained(async () => (await client.list(`${folder}/${inner}`)).map((entry) => entry.name)),
    get: (inner, file, path) =>
      explained(async () => {
        const entry = await client.status(`${folder}/${inner}/${file}`);
        if (entry === null)
          throw new UserError("hdfs_not_found", { address: addressOf(place, `${folder}/${inner}/${file}`) });
        const moving = showMoving("receive", entry.size, session);
        await getFile(entry, path, { client, signal, onBytes: moving.onBytes }).finally(moving.end);
      }),
    async remove() {
      // A stopped run must clear away too, so this asks without the run's signal.
      const { client: own } = openCluster(
        address,
        { format: "table", ...(webhdfs === undefined ? {} : { webhdfs }) },
        { ...session, io: { ...session.io, signal: AbortSignal.timeout(MILLISECONDS_TO_REMOVE) } },
      );
      await own.remove(folder, { recursive: true }).catch(() => undefined);
    },
  };
}

const MILLISECONDS_TO_REMOVE = 10_000;

function showMoving(phase: "send" | "receive", all: number, session: Session) {
  const progress = createProgress(session);
  let done = 0;
  return {
    onBytes(count: number) {
      done += count;
      progress.show({ phase, fraction: all === 0 ? 1 : done / all, bytes: { done, all } });
    },
    end: () => progress.clear(),
  };
}

function sharedFolder(root: string, name: string): SharedStorage {
  const folder = join(root, name);
  return {
    address: `file:${folder}`,
    async put(path, file) {
      try {
        await mkdir(folder, { recursive: true });
        await copyFile(path, join(folder, file));
      } catch (error) {
        throw writeError(error, folder);
      }
    },
    list: (inner) => readdir(join(folder, inner)),
    get: (inner, file, path) => copyFile(join(folder, inner, file), path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
