import type { Stats } from "node:fs";
import { glob, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { wordsFor } from "../../i18n/words.ts";
import { UserError } from "../../model/user-error.ts";
import { naturalOrder } from "./natural-order.ts";
import { errorCode, readError } from "./read-error.ts";
import { formatByName } from "./sniff.ts";

export interface FoundFile {
  readonly path: string;
  readonly shown: string;
}

/** The files that a path or a pattern stands for. A path that exists is taken as written, brackets and all. */
export async function findFiles(input: string, cwd: string): Promise<FoundFile[]> {
  const path = resolve(cwd, input);
  // An empty argument is a script's unset variable, not the current folder.
  const status = input === "" ? undefined : await statIfThere(path, input);
  if (status !== undefined) return expand({ path, shown: input }, status);
  if (!isPattern(input)) throw new UserError("file_not_found", { file: input === "" ? '""' : input });
  const files: FoundFile[] = [];
  for (const shown of await matches(input, cwd)) {
    const match = { path: resolve(cwd, shown), shown };
    const matched = await statIfThere(match.path, shown);
    if (matched === undefined) throw new UserError("file_not_found", { file: shown });
    files.push(...(matched.isDirectory() ? await filesBelow(match, new Set()) : await expand(match, matched)));
  }
  if (files.length === 0) throw new UserError("pattern_without_match", { pattern: input });
  return files;
}

async function statIfThere(path: string, shown: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR" || (code === "ENAMETOOLONG" && isPattern(shown))) return undefined;
    throw readError(error, shown);
  }
}

async function expand(found: FoundFile, status: Stats): Promise<FoundFile[]> {
  if (status.isFile()) return [found];
  if (!status.isDirectory()) throw new UserError("input_not_a_file", { file: found.shown });
  const files = await filesBelow(found, new Set());
  if (files.length === 0) throw await withoutData(found);
  return files;
}

async function withoutData(folder: FoundFile): Promise<UserError> {
  const names = await namesIn(folder);
  const own = (["en", "es"] as const).map((language) => `${wordsFor(language).outputs.clean_sales}.parquet`);
  const sales = own.find((name) => names.includes(name));
  return sales !== undefined && (await isResultFolder(folder.path))
    ? new UserError("folder_of_results", { folder: folder.shown, sales: join(folder.shown, sales) })
    : new UserError("folder_without_data", { folder: folder.shown });
}

/** Data files of a folder and its subfolders. Names that begin with `_` or `.` are other tools' notes. */
async function filesBelow(folder: FoundFile, visited: Set<string>): Promise<FoundFile[]> {
  const real = await realpath(folder.path);
  // Links may lead back up.
  if (visited.has(real)) return [];
  visited.add(real);
  const names = await namesIn(folder);
  // A run's own results are not sales to read again.
  if (names.includes("summary.json") && (await isResultFolder(folder.path))) return [];
  const files: FoundFile[] = [];
  for (const name of names.filter((name) => !/^[._]/.test(name)).sort(naturalOrder)) {
    const entry = { path: join(folder.path, name), shown: join(folder.shown, name) };
    const status = await statIfThere(entry.path, entry.shown);
    if (status?.isDirectory()) {
      files.push(...(await filesBelow(entry, visited)));
    } else if (formatByName(name) !== undefined && !/\.txt(?:\.|$)/i.test(name)) {
      if (status === undefined) throw new UserError("file_not_found", { file: entry.shown });
      files.push(...(await expand(entry, status)));
    }
  }
  return files;
}

async function isResultFolder(path: string): Promise<boolean> {
  const text = await readFile(join(path, "summary.json"), "utf8").catch(() => "");
  return /^\{\s*"vitrina":/.test(text);
}

async function namesIn({ path, shown }: FoundFile): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    throw readError(error, shown);
  }
}

function isPattern(input: string): boolean {
  return /[*?[\]{}]/.test(input);
}

/** What a pattern matches, as a shell would: hidden names and `_SUCCESS` only where the pattern spells them out. */
async function matches(pattern: string, cwd: string): Promise<string[]> {
  const spelled = new Set(pattern.split(/[\\/]/).map((segment) => segment[0]));
  const isShown = (segment: string) => /^\.{0,2}$|^[^._]/.test(segment) || spelled.has(segment[0]);
  const found: string[] = [];
  for await (const path of glob(pattern, { cwd })) {
    if (path.split(/[\\/]/).every(isShown)) found.push(path);
  }
  return found.sort(naturalOrder);
}
