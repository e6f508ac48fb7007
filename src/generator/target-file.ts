import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../model/user-error.ts";

/** A file that appears under its name only when it is whole. */
export interface TargetFile {
  /** Where it will be. */
  readonly path: string;
  /** Where to write until then: beside it. */
  readonly unfinished: string;
  finish(): Promise<void>;
  discard(): Promise<void>;
}

/** Throws UserError where nothing can be written there; `output` is the path as the person gave it. */
export async function openTarget(output: string): Promise<TargetFile> {
  try {
    const path = await finalPath(resolve(output));
    await requireFolder(dirname(path), output);
    const unfinished = join(dirname(path), `.vitrina-new-${process.pid}-${randomBytes(4).toString("hex")}`);
    await (await createNew(unfinished)).close();
    return {
      path,
      unfinished,
      async finish() {
        try {
          await rename(unfinished, path);
        } catch (error) {
          throw writeError(error, output);
        }
      },
      discard: () => rm(unfinished, { force: true }),
    };
  } catch (error) {
    throw writeError(error, output);
  }
}

/** What the system or DuckDB says about writing, as a sentence for people; any other error as it is. */
export function writeError(error: unknown, output: string): unknown {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : "";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "EDQUOT" || /No space left|Disk quota|not enough space/i.test(message)) {
    return new UserError("disk_full", { path: output }, { cause: error });
  }
  const [memory, limit] = /^Out of Memory Error(?:[^(]*\([^/]*\/([^)]*?) used\))?/.exec(message) ?? [];
  if (memory !== undefined) return new UserError("out_of_memory", { limit: limit ?? null }, { cause: error });
  if (code !== "") return new UserError("output_not_writable", { path: output, cause: code }, { cause: error });
  if (/^IO Error/.test(message)) {
    const cause = message.slice(message.lastIndexOf(":") + 1).trim();
    return new UserError("output_not_writable", { path: output, cause }, { cause: error });
  }
  return error;
}

/** Follows a link, and lets nothing but a plain file be replaced. */
async function finalPath(path: string): Promise<string> {
  const status = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (status === undefined) return path;
  if (status.isDirectory()) throw systemError("EISDIR");
  if (!status.isFile()) throw systemError("EEXIST");
  return realpath(path);
}

/** A folder is never made by the way: its name may be a slip of the pen. */
async function requireFolder(folder: string, output: string): Promise<void> {
  try {
    await stat(folder);
  } catch (error) {
    if (isMissing(error))
      throw new UserError("output_no_folder", { path: output, folder: dirname(output) }, { cause: error });
    throw error;
  }
}

function createNew(path: string): Promise<FileHandle> {
  return open(path, "wx");
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
