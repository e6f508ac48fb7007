import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { UserError } from "../model/user-error.ts";

export interface UploadRecord {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly uploaded: string;
  /** Ids of the runs that read it. */
  readonly runs: readonly string[];
}

/** Files that were brought in, a folder each. */
export interface Uploads {
  /** @throws {UserError} api_body_too_large, file_empty; nothing is left of it then */
  take(name: string, body: WebStream | null, now: Date): Promise<UploadRecord>;
  list(): readonly UploadRecord[];
  /** The record and the folder it lies in. @throws {UserError} api_upload_unknown */
  find(id: string): { readonly upload: UploadRecord; readonly folder: string };
  noteRun(id: string, run: string): Promise<void>;
  remove(id: string): Promise<void>;
}

const RECORD = "upload.json";
const MEBIBYTE = 2 ** 20;

export async function openUploads(root: string, mostBytes: number): Promise<Uploads> {
  await mkdir(root, { recursive: true });
  const known = await readRecords(root);
  const folderOf = (id: string) => join(root, id);

  async function keep(upload: UploadRecord): Promise<void> {
    await writeFile(join(folderOf(upload.id), RECORD), JSON.stringify(upload));
    known.set(upload.id, upload);
  }

  function find(id: string) {
    // Only ids that were given out lead to a folder.
    const upload = known.get(id);
    if (upload === undefined) throw new UserError("api_upload_unknown", { id: id.slice(0, 50) });
    return { upload, folder: folderOf(id) };
  }

  return {
    async take(given, body, now) {
      const id = randomBytes(9).toString("base64url").replaceAll(/[-_]/g, "0");
      const name = safeName(given);
      const folder = folderOf(id);
      await mkdir(folder, { recursive: true });
      try {
        const source = body === null ? Readable.from([]) : Readable.fromWeb(body);
        await pipeline(source, upTo(mostBytes), createWriteStream(join(folder, name)));
        const { size } = await stat(join(folder, name));
        if (size === 0) throw new UserError("file_empty", { file: name });
        const upload = { id, name, bytes: size, uploaded: now.toISOString(), runs: [] };
        await keep(upload);
        return upload;
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
    },
    list: () => [...known.values()].sort((a, b) => (a.uploaded < b.uploaded ? 1 : -1)),
    find,
    async noteRun(id, run) {
      const { upload } = find(id);
      await keep({ ...upload, runs: [...upload.runs, run] });
    },
    async remove(id) {
      const { folder } = find(id);
      known.delete(id);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The last part of a name, of characters that mean nothing to any system. */
function safeName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+/, "")
    .slice(-100);
  return plain === "" || plain === RECORD ? "upload.csv" : plain;
}

function upTo(mostBytes: number) {
  return async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new UserError("api_body_too_large", { mebibytes: mostBytes / MEBIBYTE });
      yield chunk;
    }
  };
}

async function readRecords(root: string): Promise<Map<string, UploadRecord>> {
  const records = new Map<string, UploadRecord>();
  for (const id of await readdir(root)) {
    const text = await readFile(join(root, id, RECORD), "utf8").catch(() => undefined);
    // Without a record it was never whole.
    if (text === undefined) await rm(join(root, id), { recursive: true, force: true });
    else records.set(id, JSON.parse(text) as UploadRecord);
  }
  return records;
}
