import { randomBytes } from "node:crypto";
import { mkdir, readdir, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { OutputSummary } from "../../model/batch-outcome.ts";
import { UserError } from "../../model/user-error.ts";
import { removeTree, sizeOf, statusOf, syncFolder, syncTree } from "./durable.ts";
import { lockFolder } from "./folder-lock.ts";
import { carryOut, isOutputName, type Journal, readJournal, writeJournal } from "./journal.ts";
import { previousOutputs } from "./previous-result.ts";
import { errorCode, writeError } from "./system-error.ts";

const STAGING = ".vitrina-new-";
const WORK = ".work";

/** A result in the making. Until `commit` nobody sees it, and the previous one stands. */
export interface OutputFolder {
  /** Absolute, or an address. */
  readonly folder: string;
  /** A folder for what a run needs on the way, on the same disk as the outputs. It exists, and is gone afterwards. */
  readonly workFolder: string;
  /** Whether a large table is to be split into parts; elsewhere tables are folders of parts in any case. */
  readonly splits: boolean;
  /** Where to write an output, be it a file or a folder: `name` within a hidden folder on the same disk. */
  path(name: string): string;
  /** Writes a text beside the tables. */
  writeText(name: string, text: string): Promise<void>;
  /** What was written so far, for the summary: the rows that the caller counted, by name, with sizes on disk. */
  describe(rows: ReadonlyMap<string, number>): Promise<OutputSummary[]>;
  /**
   * Replaces the previous result by these outputs, all of them or, if the machine fails, none; what the previous
   * summary lists and `names` does not is deleted, nothing else. A switch that was begun is finished by the next run.
   */
  commit(names: readonly string[]): Promise<void>;
  /** Leaves the folder as it was, the previous result included. Does nothing after `commit`: call it always. */
  discard(): Promise<void>;
}

/**
 * Opens a folder for new results, creating it if need be, and keeps other runs out until `commit` or `discard`.
 * Finishes what a crash interrupted. Throws UserError when the folder cannot be written to, before any work is done.
 */
export async function openOutput(folder: string): Promise<OutputFolder> {
  const absolute = resolve(folder);
  try {
    const created = await makeFolder(absolute);
    try {
      return await prepare(absolute, folder, created);
    } catch (error) {
      await removeEmpty(absolute, created);
      throw error;
    }
  } catch (error) {
    throw writeError(error, folder);
  }
}

/** Finishes the switch that a crashed run left unfinished, so that the results in a folder can be relied on. */
export async function recoverOutput(folder: string): Promise<void> {
  const absolute = resolve(folder);
  try {
    // Most often there is nothing to finish: then neither permission nor lock is needed.
    if ((await readJournal(absolute)) === undefined) return;
    const release = await lockFolder(absolute);
    await recover(absolute).finally(release);
  } catch (error) {
    throw writeError(error, folder);
  }
}

/**
 * Resolves to the first folder that had to be made. One level at a time: asked for all at once, Node never comes back
 * from a file system that makes no folders (`/proc`), and gives a false reason for one that is mounted read-only.
 */
async function makeFolder(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let at = path; (await statusOf(at)) === undefined; at = dirname(at)) missing.unshift(at);
  for (const level of missing) {
    await mkdir(level).catch((error: unknown) => {
      // Another run may have made it meanwhile.
      if (errorCode(error) !== "EEXIST") throw error;
    });
  }
  return missing[0];
}

async function prepare(folder: string, shown: string, created: string | undefined): Promise<OutputFolder> {
  const release = await lockFolder(folder);
  try {
    await recover(folder);
    const staging = `${STAGING}${process.pid}-${randomBytes(4).toString("hex")}`;
    // No output can have this name, whatever stands in the person's folder.
    await mkdir(join(folder, staging, WORK), { recursive: true });
    const ours = await previousOutputs(folder);
    const foreign = await foreignFolders(folder, ours);
    return outputFolder({ folder, shown, created, staging, ours, foreign, release });
  } catch (error) {
    await release();
    throw error;
  }
}

/** Only for the holder of the lock: then whatever staging folder is found belongs to nobody. */
async function recover(folder: string): Promise<void> {
  const journal = await readJournal(folder);
  if (journal !== undefined) await carryOut(folder, journal);
  for (const name of await readdir(folder)) {
    if (name.startsWith(STAGING)) await removeTree(join(folder, name));
  }
}

async function foreignFolders(folder: string, ours: readonly string[]): Promise<Set<string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  return new Set(entries.filter((entry) => entry.isDirectory() && !ours.includes(entry.name)).map(({ name }) => name));
}

interface Opened {
  readonly folder: string;
  /** As the person wrote it. */
  readonly shown: string;
  /** The first folder that was created on the way, if any. */
  readonly created: string | undefined;
  readonly staging: string;
  readonly ours: readonly string[];
  readonly foreign: ReadonlySet<string>;
  readonly release: () => Promise<void>;
}

function outputFolder({ folder, shown, created, staging, ours, foreign, release }: Opened): OutputFolder {
  let state: "open" | "switching" | "closed" = "open";
  const inStaging = (name: string) => {
    if (!isOutputName(name)) throw new Error(`No name for an output: ${JSON.stringify(name)}`);
    return join(folder, staging, name);
  };

  async function commit(names: readonly string[]): Promise<void> {
    if (state !== "open") throw new Error(`The output folder is ${state}.`);
    const journal: Journal = {
      version: 1,
      staging,
      moves: [...names],
      stale: ours.filter((name) => !names.includes(name)),
    };
    try {
      // 1. All of the new result is on the disk.
      await Promise.all(
        names.map(async (name) => {
          if ((await statusOf(inStaging(name))) === undefined) throw new Error(`Never written: ${name}`);
          await syncTree(inStaging(name));
        }),
      );
      await syncFolder(join(folder, staging));
      // 2. The decision, in one rename.
      await writeJournal(folder, journal);
    } catch (error) {
      throw writeError(error, shown);
    }
    state = "switching";
    try {
      // 3. The moves. Whatever stops them, the next run goes on from the journal.
      await carryOut(folder, journal);
    } catch (error) {
      const cause = errorCode(error) || String(error);
      throw new UserError("output_not_switched", { folder: shown, cause }, { cause: error });
    }
    state = "closed";
    await release();
  }

  async function discard(): Promise<void> {
    if (state === "closed") return;
    const unfinished = state === "switching";
    state = "closed";
    try {
      if (!unfinished) await removeTree(join(folder, staging));
    } finally {
      await release();
      await removeEmpty(folder, created);
    }
  }

  const path = (name: string) => {
    if (foreign.has(name)) throw new UserError("output_foreign_folder", { path: join(shown, name) });
    return inStaging(name);
  };

  return {
    folder,
    workFolder: join(folder, staging, WORK),
    splits: true,
    path,
    writeText: (name, text) => writeFile(path(name), text),
    describe: (counts) =>
      Promise.all([...counts].map(async ([path, rows]) => ({ path, rows, ...(await sizeOf(inStaging(path))) }))),
    commit,
    discard,
  };
}

/** Takes back the folders that opening created, as long as nothing is in them. */
async function removeEmpty(folder: string, created: string | undefined): Promise<void> {
  if (created === undefined) return;
  for (let path = folder; path.length >= created.length; path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return;
    }
  }
}
