import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { posix } from "node:path";
import type { WebHdfs } from "./client.ts";
import { HdfsFailure, mayPass } from "./failure.ts";
import { repeated, USUAL_POLICY } from "./retry.ts";
import { DiffersError, PART, type Proof, proveSame, type Transfer } from "./transfer.ts";
import { watched } from "./watched.ts";

export interface Put {
  /** A local file. */
  readonly file: string;
  /** Absolute, in HDFS. */
  readonly target: string;
  /** Whether it may take the place of another file. */
  readonly replace: boolean;
}

/** Something is there, and may not be replaced. */
export class InTheWayError extends Error {
  override readonly name = "InTheWayError";
}

/**
 * Sends one file. It is written under a hidden name beside its own, compared by HDFS's checksum and then renamed, so
 * nobody ever reads half of it. Throws HdfsFailure, DiffersError, InTheWayError, and the system's own errors of the
 * disk here.
 */
export async function putFile({ file, target, replace }: Put, transfer: Transfer): Promise<Proof> {
  const { client, signal, policy = USUAL_POLICY } = transfer;
  const part = posix.join(posix.dirname(target), `.${posix.basename(target)}.${randomBytes(8).toString("hex")}${PART}`);
  try {
    // Nobody else knows the name, so to write it once more is safe.
    await repeated(() => send(file, part, transfer), { policy, passes: mayPass, signal });
    const entry = await client.status(part);
    const proof = entry === null ? null : await proveSame(entry, file, transfer);
    if (proof === null) throw new DiffersError(target);
    if (!(await moveInto(part, target, { client, replace }))) throw new InTheWayError(target);
    return proof;
  } catch (error) {
    await client.abandon(part);
    throw error;
  }
}

async function send(file: string, part: string, { client, signal, onBytes }: Transfer): Promise<void> {
  const watch = watched(signal);
  let sent = 0;
  const local: unknown[] = [];
  async function* content() {
    try {
      for await (const bytes of createReadStream(file, { highWaterMark: READ_AT_ONCE })) {
        watch.alive();
        sent += bytes.length;
        onBytes(bytes.length);
        yield bytes;
      }
    } catch (error) {
      local.push(error);
      throw error;
    }
  }
  try {
    await client.create(part, content(), watch.signal);
  } catch (error) {
    onBytes(-sent);
    throw local[0] ?? error;
  } finally {
    watch.end();
  }
}

const READ_AT_ONCE = 1 << 18;

async function moveInto(part: string, target: string, { client, replace }: { client: WebHdfs; replace: boolean }) {
  try {
    return replace ? await client.replace(part, target) : await client.rename(part, target);
  } catch (error) {
    if (!(error instanceof HdfsFailure) || error.kind !== "network") throw error;
    // The answer was lost. Where the part is gone and the file is there it was done.
    const [left, there] = await Promise.all([client.status(part), client.status(target)]);
    if (left === null && there !== null) return true;
    throw error;
  }
}
