import type { HdfsAccess } from "./access.ts";
import { type Caller, createCaller } from "./call.ts";
import type { HdfsChecksum } from "./checksum.ts";
import { HdfsFailure } from "./failure.ts";

/** What HDFS knows of a file or folder. */
export interface HdfsEntry {
  /** Absolute. */
  readonly path: string;
  /** The last part of it; empty for the root. */
  readonly name: string;
  readonly type: "file" | "folder" | "link";
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly owner: string;
  readonly group: string;
  /** Such as 644. */
  readonly permission: string;
  readonly blockSize: number;
  /** Encrypted or spread over nodes by erasure coding: its checksum is not one of the content alone. */
  readonly coded: boolean;
}

/** A small client of WebHDFS. Paths are absolute; everything throws HdfsFailure. */
export type WebHdfs = ReturnType<typeof openWebHdfs>;

export function openWebHdfs(access: HdfsAccess) {
  const caller = createCaller(access);
  return {
    status: (path: string) => status(caller, path),

    /** What lies directly in a folder, by name; a file is its own only entry. */
    async list(path: string): Promise<HdfsEntry[]> {
      const answer = await caller.json({ method: "GET", op: "LISTSTATUS", path, repeatable: true });
      const entries = asList(asRecord(asRecord(answer).FileStatuses).FileStatus).map((raw) => readEntry(raw, path));
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    },

    /** Null where this HDFS cannot tell. */
    async checksum(path: string): Promise<HdfsChecksum | null> {
      try {
        const answer = await caller.json({ method: "GET", op: "GETFILECHECKSUM", path, repeatable: true });
        const { algorithm, bytes } = asRecord(asRecord(answer).FileChecksum);
        return typeof algorithm === "string" && typeof bytes === "string" ? { algorithm, bytes } : null;
      } catch (error) {
        if (error instanceof HdfsFailure && WITHOUT_CHECKSUM.has(error.code)) return null;
        throw error;
      }
    },

    /** Its content from a byte on. A connection that breaks is the reader's to mend: with another call. */
    async open(path: string, offset: number, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
      const place = await caller.place({ method: "GET", op: "OPEN", path, params: { offset }, repeatable: true });
      return caller.download(place, signal);
    },

    /** Writes a whole file, over one that is there. */
    async create(path: string, content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
      const params = { overwrite: true };
      const place = await caller.place({ method: "PUT", op: "CREATE", path, params, repeatable: true });
      await caller.upload(place, content, signal);
    },

    /** Also the folders above it. */
    async mkdirs(path: string): Promise<void> {
      await caller.json({ method: "PUT", op: "MKDIRS", path, repeatable: true });
    },

    rename: (from: string, to: string) => rename(caller, from, to),

    /** Puts a file in the place of one that may be there. False where a folder is in the way. */
    async replace(from: string, to: string): Promise<boolean> {
      const params = { destination: to, renameoptions: "OVERWRITE" };
      const answer = await caller.json({ method: "PUT", op: "RENAME", path: from, params, repeatable: false });
      // A gateway (HttpFS) does not know the option: it refuses as without it.
      if (asRecord(answer).boolean !== false) return true;
      await remove(caller, to, false);
      return rename(caller, from, to);
    },

    /** False where there was nothing. */
    remove: (path: string, { recursive = false } = {}) => remove(caller, path, recursive),

    /** Removes a file that nobody wants any more, also after a stop, if that is soon done. */
    async abandon(path: string): Promise<void> {
      const signal = AbortSignal.timeout(MILLISECONDS_TO_ABANDON);
      await remove(createCaller({ ...access, signal }), path, false).catch(() => undefined);
    },
  };
}

const MILLISECONDS_TO_ABANDON = 3000;

const WITHOUT_CHECKSUM: ReadonlySet<string> = new Set(["UnsupportedOperationException", "QueryParamException", "501"]);

/** Null where there is nothing. */
async function status(caller: Caller, path: string): Promise<HdfsEntry | null> {
  try {
    const answer = await caller.json({ method: "GET", op: "GETFILESTATUS", path, repeatable: true });
    return readEntry(asRecord(answer).FileStatus, parentOf(path), path);
  } catch (error) {
    if (error instanceof HdfsFailure && error.code === "FileNotFoundException") return null;
    throw error;
  }
}

/** False where something is in the way. */
async function rename(caller: Caller, path: string, destination: string): Promise<boolean> {
  const params = { destination };
  return isTrue(await caller.json({ method: "PUT", op: "RENAME", path, params, repeatable: false }));
}

async function remove(caller: Caller, path: string, recursive: boolean): Promise<boolean> {
  return isTrue(await caller.json({ method: "DELETE", op: "DELETE", path, params: { recursive }, repeatable: true }));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** In a listing a file's own entry has no name: it is the path that was asked for. */
function readEntry(raw: unknown, folder: string, own = folder): HdfsEntry {
  const {
    pathSuffix = "",
    type,
    length,
    modificationTime,
    owner,
    group,
    permission,
    blockSize,
    encBit,
    ecBit,
  } = asRecord(raw);
  // It becomes a name on this disk, so it must not lead out of its folder.
  if (/[/\\\0]|^\.{1,2}$/.test(String(pathSuffix))) {
    throw new HdfsFailure("answer", { code: "name", origin: "", dataNode: false, message: "a name with a path in it" });
  }
  const path = pathSuffix === "" ? own : `${folder === "/" ? "" : folder}/${String(pathSuffix)}`;
  return {
    path,
    name: path.slice(path.lastIndexOf("/") + 1),
    type: type === "DIRECTORY" ? "folder" : type === "SYMLINK" ? "link" : "file",
    size: Number(length),
    modified: Number(modificationTime),
    owner: String(owner),
    group: String(group),
    permission: String(permission),
    blockSize: Number(blockSize),
    coded: encBit === true || ecBit === true,
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isTrue(answer: unknown): boolean {
  return asRecord(answer).boolean === true;
}
