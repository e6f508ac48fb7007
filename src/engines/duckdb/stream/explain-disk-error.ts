import { UserError } from "../../../model/user-error.ts";

const FULL_CODES: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const FULL_WORDS = /No space left|Disk quota|File too large|not enough space/i;

/**
 * A disk without room, as Node's and DuckDB's (1.5) errors tell of it, as a sentence for people; any other error as it is.
 * The folder is the state's: it is named where the error names no file.
 */
export function explainDiskError(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (!FULL_CODES.has(code) && !FULL_WORDS.test(error.message)) return error;
  // DuckDB names its files in full.
  const [, named] = /file "([^"]+)"/.exec(error.message) ?? [];
  return new UserError("state_disk_full", { folder, file: path ?? named ?? folder }, { cause: error });
}
