import { randomBytes } from "node:crypto";
import { readdir, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { UserError } from "../../model/user-error.ts";
import { isRunning, ownProcess, type ProcessId } from "./process-id.ts";

const BEAT_MS = 5_000;
/** A process of another machine that has not touched its lock for so long is taken for dead. */
const SILENCE_MS = 60_000;
const ATTEMPTS = 4;

/**
 * Keeps a folder to one run; another gets a UserError. Each run puts down a lock file under a name of its own,
 * then looks for others: of two that start together at least one sees the other and steps back. Because no name is
 * used twice, a dead run's lock can be removed without ever hitting a living one's. Returns the release.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const self = await ownProcess();
  for (let attempt = 1; ; attempt++) {
    const own = join(folder, lockName(self));
    await writeFile(own, lockText(self), { flag: "wx" });
    const other = await firstLiving(folder, own, self).catch(async (error: unknown) => {
      await remove(own);
      throw error;
    });
    if (other === undefined) return hold(own, self);
    await remove(own);
    if (attempt === ATTEMPTS) {
      throw other.place === self.place
        ? new UserError("output_busy", { folder, pid: other.pid })
        : new UserError("output_busy_elsewhere", { folder });
    }
    // The other may be stepping back as well: not at the same pace.
    await delay(10 + Math.random() * 40);
  }
}

function lockName({ place, pid, start }: ProcessId): string {
  return `.vitrina-lock-${place}-${pid}-${start}-${randomBytes(4).toString("hex")}`;
}

function lockText({ pid }: ProcessId): string {
  return `Process ${pid} is writing results here.\n`;
}

/** Another run at work in the folder. Locks of dead ones are removed on the way. */
async function firstLiving(folder: string, own: string, self: ProcessId): Promise<ProcessId | undefined> {
  for (const name of await readdir(folder)) {
    const match = /^\.vitrina-lock-([0-9a-f]+)-(\d+)-(\d+)-[0-9a-f]+$/.exec(name);
    const path = join(folder, name);
    if (match === null || path === own) continue;
    const other = { place: match[1] ?? "", pid: Number(match[2]), start: match[3] ?? "0" };
    const alive = other.place === self.place ? await isRunning(other) : await isBeating(path, own);
    if (alive) return other;
    await remove(path);
  }
  return undefined;
}

/** Compares two files of one folder, so that no machine's clock matters. */
async function isBeating(path: string, own: string): Promise<boolean> {
  try {
    const [other, self] = await Promise.all([stat(path), stat(own)]);
    return self.mtimeMs - other.mtimeMs < SILENCE_MS;
  } catch {
    return false;
  }
}

async function remove(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

function hold(own: string, self: ProcessId): () => Promise<void> {
  // Never creates the file: a beat on its way while the lock is released must not leave one behind.
  const touch = () => writeFile(own, lockText(self), { flag: "r+" }).catch(() => undefined);
  const beat = setInterval(() => void touch(), BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await remove(own);
  };
}
