import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { HdfsEntry } from "./client.ts";
import { mayPass, networkFailure } from "./failure.ts";
import { pauseAfter, USUAL_POLICY } from "./retry.ts";
import { DiffersError, PART, type Proof, proveSame, type Transfer } from "./transfer.ts";
import { watched } from "./watched.ts";

/**
 * Brings one file home. It appears under its name when it is whole and its checksum is right; until then it is a part
 * file beside it, and a later call goes on where this one ended, if the file in HDFS is still the same. Throws
 * HdfsFailure, DiffersError, and the system's own errors of the disk here.
 */
export async function getFile(entry: HdfsEntry, target: string, transfer: Transfer): Promise<Proof> {
  await mkdir(dirname(target), { recursive: true });
  const part = await partFile(entry, target);
  await receive(entry, part, transfer);
  const proof = await proveSame(entry, part, transfer);
  if (proof === null) {
    await rm(part, { force: true });
    throw new DiffersError(entry.path);
  }
  await rename(part, target);
  return proof;
}

/** Its name tells which content it is a part of. Parts of other contents are of no use any more. */
async function partFile({ path, size, modified }: HdfsEntry, target: string): Promise<string> {
  const content = JSON.stringify([path, size, modified]);
  const id = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const begin = `.${basename(target)}.`;
  const name = `${begin}${id}${PART}`;
  const folder = dirname(target);
  for (const other of await readdir(folder)) {
    const rest = other.startsWith(begin) ? other.slice(begin.length) : "";
    if (other !== name && /^[0-9a-f]{16}\.vitrina-part$/.test(rest)) await rm(join(folder, other), { force: true });
  }
  return join(folder, name);
}

async function receive(entry: HdfsEntry, part: string, transfer: Transfer): Promise<void> {
  const { signal, onBytes, policy = USUAL_POLICY } = transfer;
  const file = await open(part, "a");
  try {
    let { size: have } = await file.stat();
    onBytes(have);
    const count = (bytes: number) => {
      have += bytes;
      onBytes(bytes);
    };
    let failures = 0;
    while (have < entry.size) {
      const before = have;
      try {
        await receiveFrom(entry, have, file, { ...transfer, onBytes: count });
      } catch (error) {
        signal.throwIfAborted();
        // As long as something comes, patience begins anew.
        failures = have > before ? 1 : failures + 1;
        if (failures >= policy.attempts || !mayPass(error)) throw error;
        await pauseAfter(failures, policy, signal);
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function receiveFrom({ path, size }: HdfsEntry, from: number, file: FileHandle, transfer: Transfer) {
  const watch = watched(transfer.signal);
  const broken = (error: unknown) => networkFailure(error, "DataNode", true);
  try {
    const content = (await transfer.client.open(path, from, watch.signal))[Symbol.asyncIterator]();
    for (let left = size - from; left > 0; ) {
      const { value } = await content.next().catch((error: unknown) => {
        throw broken(error);
      });
      if (value === undefined) throw broken(new Error("ECONNRESET"));
      watch.alive();
      const wanted: Uint8Array = value.subarray(0, left);
      await file.appendFile(wanted);
      left -= wanted.length;
      transfer.onBytes(wanted.length);
    }
    await content.return?.();
  } finally {
    watch.end();
  }
}
