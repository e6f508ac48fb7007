import { randomBytes } from "node:crypto";
import { readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { move, removeTree, statusOf, syncFolder, syncTree } from "./durable.ts";
import { errorCode } from "./system-error.ts";

const JOURNAL = ".vitrina-commit.json";

/** A switch of results, such that doing it twice or going on in its middle gives the same. */
export interface Journal {
  readonly version: 1;
  /** The folder within the output folder that holds the new results. */
  readonly staging: string;
  /** What moves from there into the output folder, in this order. */
  readonly moves: readonly string[];
  /** What the previous result left and the new one does not replace. */
  readonly stale: readonly string[];
}

/** One name in the output folder: nothing hidden, and no way out of it. */
export function isOutputName(name: string): boolean {
  return /^[^./\\][^/\\\0]*$/.test(name);
}

/** When this returns the new result holds, even if the machine stops: whoever finds the journal carries it out. */
export async function writeJournal(folder: string, journal: Journal): Promise<void> {
  const draft = join(folder, journal.staging, JOURNAL);
  await writeFile(draft, JSON.stringify(journal), { flag: "w" });
  await syncTree(draft);
  await move(draft, join(folder, JOURNAL));
}

/** The switch that a run left unfinished; undefined when there is none. */
export async function readJournal(folder: string): Promise<Journal | undefined> {
  const file = join(folder, JOURNAL);
  try {
    const journal: unknown = JSON.parse(await readFile(file, "utf8"));
    if (isJournal(journal)) return journal;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    if (!(error instanceof SyntaxError)) throw error;
  }
  // Written in one piece, so it is another version's or somebody else's: nothing is moved or deleted on its word.
  throw new UserError("output_journal_unknown", { file });
}

function isJournal(value: unknown): value is Journal {
  const { version, staging, moves, stale } = (value ?? {}) as Readonly<Record<keyof Journal, unknown>>;
  return version === 1 && /^\.vitrina-new-[\w-]+$/.test(String(staging)) && areNames(moves) && areNames(stale);
}

function areNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === "string" && isOutputName(name));
}

export async function carryOut(folder: string, journal: Journal): Promise<void> {
  const staging = join(folder, journal.staging);
  // Only after the journal is the staging folder removed: without it somebody has been here, and nothing is certain.
  if ((await statusOf(staging)) !== undefined) {
    // 1. The disk holds the journal before it holds any of what follows.
    await syncFolder(folder);
    // 2. Put each new result in its place; those that are gone from the staging folder are there already.
    for (const name of journal.moves) await putInPlace(staging, folder, name);
    // 3. Remove what only the previous result had.
    for (const name of journal.stale) await removeTree(join(folder, name));
    await syncFolder(folder);
  }
  // 4. Forget the journal: the switch is done.
  await unlink(join(folder, JOURNAL));
  await syncFolder(folder);
  // 5. What is left are replaced folders.
  await removeTree(staging);
}

async function putInPlace(staging: string, folder: string, name: string): Promise<void> {
  const from = join(staging, name);
  const target = join(folder, name);
  const fresh = await statusOf(from);
  if (fresh === undefined) return;
  const old = await statusOf(target);
  // A file replaces a file in one step; a folder must make room first.
  if (old !== undefined && (old.isDirectory() || fresh.isDirectory())) {
    await move(target, join(staging, `.replaced-${randomBytes(4).toString("hex")}`));
  }
  await move(from, target);
}
