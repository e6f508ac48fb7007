import { randomUUID } from "node:crypto";
import { copyFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { SparkError } from "./connect/spark-error.ts";
import type { Desk } from "./desk.ts";
import type { SharedStorage } from "./storage.ts";

/** Where this machine's files and the cluster's meet. */
export interface Places {
  /** The cluster's address of a file; a local one is copied to shared storage where the cluster does not see it. */
  see(path: string, shown: string): Promise<string>;
  /** A new folder that the cluster writes to; null where there is no place for it. */
  tryOutput(): Promise<OutputPlace | null>;
  /** The same, or a UserError that says what to give. */
  output(): Promise<OutputPlace>;
}

export interface OutputPlace {
  /** The folder as the cluster names it. It does not exist yet. */
  readonly address: string;
  /** Moves the only file that the cluster wrote there to a local path, and removes the folder. */
  bring(path: string): Promise<void>;
}

export interface PlacesOptions {
  readonly desk: Desk;
  /** Empty, and removed by its owner. */
  readonly workFolder: string;
  readonly storage: SharedStorage | undefined;
  /** Writes a compressed file's content to another. */
  readonly decompress: (from: string, to: string) => Promise<void>;
}

export function openPlaces({ desk, workFolder, storage, decompress }: PlacesOptions): Places {
  let probe: Promise<boolean> | undefined;
  const isShared = () => {
    probe ??= seesFolder(desk, workFolder);
    return probe;
  };
  const tryOutput = async () => {
    const name = `out-${randomUUID()}`;
    if (await isShared()) return localOutput(join(workFolder, name));
    if (storage === undefined) return null;
    const { get, list, address } = storage;
    return {
      address: `${address}/${name}`,
      bring: async (path: string) => get(name, onlyPart(await list(name)), path),
    };
  };
  return {
    tryOutput,
    async see(path, shown) {
      if (isAddress(path)) return path;
      const readable = await readableCopy(path, workFolder, decompress);
      if ((await isShared()) && (await seesFile(desk, localAddress(readable)))) return localAddress(readable);
      if (storage === undefined) throw new UserError("spark_needs_storage", { file: shown });
      const name = `${randomUUID()}-${basename(readable)}`;
      await storage.put(readable, name);
      return `${storage.address}/${name}`;
    },
    async output() {
      const place = await tryOutput();
      if (place === null) throw new UserError("spark_needs_storage_out", {});
      return place;
    },
  };
}

/** Whether a path is an address of the cluster's, such as hdfs://host/path. */
export function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

function localAddress(path: string): string {
  return `file:${path}`;
}

/** Spark passes over names that begin like these, and reads zstd only where Hadoop's own library for it is installed. */
async function readableCopy(path: string, folder: string, decompress: PlacesOptions["decompress"]): Promise<string> {
  const name = basename(path).replace(/^[._]+/, "");
  const packed = /\.zst$/i.test(name);
  if (!packed && name === basename(path)) return path;
  const copy = join(folder, `${randomUUID()}-${packed ? name.slice(0, -".zst".length) : name}`);
  await (packed ? decompress(path, copy) : copyFile(path, copy));
  return copy;
}

/** Whether the cluster reads what is written here. A file of the same path on another machine would say something else. */
export async function seesFolder(desk: Desk, folder: string): Promise<boolean> {
  const said = randomUUID();
  const path = join(folder, `probe-${said}`);
  await writeFile(path, said);
  try {
    await desk.files("vitrina_probe", { format: "text", paths: [localAddress(path)] });
    const rows = await desk.rows("SELECT value FROM vitrina_probe");
    return rows.length === 1 && rows[0]?.value === said;
  } catch (error) {
    if (error instanceof SparkError && error.kind === "query") return false;
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

async function seesFile(desk: Desk, address: string): Promise<boolean> {
  try {
    const pattern = address.replaceAll(/[\\{}[\]*?]/g, "\\$&");
    await desk.files("vitrina_probe", { format: "text", paths: [pattern] });
    return true;
  } catch (error) {
    if (error instanceof SparkError && error.kind === "query") return false;
    throw error;
  }
}

function localOutput(folder: string): OutputPlace {
  return {
    address: localAddress(folder),
    async bring(path) {
      const part = join(folder, onlyPart(await readdir(folder)));
      await rename(part, path).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== "EXDEV") throw error;
        await copyFile(part, path);
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function onlyPart(names: readonly string[]): string {
  const [part, ...others] = names.filter((name) => name.startsWith("part-"));
  if (part === undefined || others.length > 0) throw new Error(`Spark wrote ${others.length + 1} parts instead of one`);
  return part;
}
