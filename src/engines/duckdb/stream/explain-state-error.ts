import { UserError } from "../../../model/user-error.ts";

const FULL_CODES: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const FULL_WORDS = /No space left|Disk quota|File too large|not enough space/i;
const LOCKED = /Could not set lock|Conflicting lock|being used by another process/i;
/** While a state is opened no message speaks of data; afterwards one may. */
const DAMAGED_AT_OPEN = /not a valid DuckDB|corrupt|checksum|serializ|Could not read|WAL/i;
const DAMAGED =
  /^(?:IO|Serialization) Error: (?:Corrupt database|.*checksum|Failed to deserialize|No files found .*history)|magic bytes|too small to be a Parquet file/;

/**
 * A disk without room or a damaged state, as Node's and DuckDB's (1.5) errors tell of them, as a sentence for people; any
 * other error as it is. The folder is the state's.
 */
export function explainStateError(error: unknown, folder: string): unknown {
  return explain(error, folder, DAMAGED);
}

/** The same for a database that cannot be opened. */
export function explainOpenError(error: unknown, folder: string): unknown {
  if (error instanceof Error && !(error instanceof UserError) && LOCKED.test(error.message)) {
    const [, pid] = /PID (\d+)/.exec(error.message) ?? [];
    return new UserError("state_in_use", { folder, pid: pid === undefined ? null : Number(pid) }, { cause: error });
  }
  return explain(error, folder, DAMAGED_AT_OPEN);
}

function explain(error: unknown, folder: string, damaged: RegExp): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  // First: the log that a full disk cut short is named in it, and is not damaged.
  if (FULL_CODES.has(code) || FULL_WORDS.test(error.message)) {
    // DuckDB names its files in full.
    const [, named] = /file "([^"]+)"/.exec(error.message) ?? [];
    return new UserError("state_disk_full", { folder, file: path ?? named ?? folder }, { cause: error });
  }
  if (!damaged.test(error.message)) return error;
  const [cause = ""] = error.message.split("\n");
  return new UserError("state_damaged", { folder, cause }, { cause: error });
}
