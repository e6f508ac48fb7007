import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../../model/user-error.ts";
import type { Frame, RequestKey } from "./frame.ts";

/** What was answered to a request with a key. */
export interface KeptAnswer {
  /** Hash of the body it came with. */
  readonly body: string;
  readonly first: number;
  readonly count: number;
  readonly time: number;
}

export interface KeptKeys {
  find(key: string, now: number): KeptAnswer | undefined;
  add(frame: Pick<Frame, "first" | "count" | "time"> & { readonly key: RequestKey | null }): void;
  /** Writes them to the folder: needed before journal entries are deleted, which hold the same. */
  save(now: number): Promise<void>;
}

const DAY_MS = 86_400_000;
/** The oldest are forgotten beyond this. */
const MOST_KEYS = 100_000;
const NAME = "keys.ndjson";

/** The keys of the last 24 hours. */
export async function loadKeys(folder: string): Promise<KeptKeys> {
  const kept = new Map<string, KeptAnswer>();
  const file = join(folder, NAME);
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    for (const line of text.split("\n")) {
      if (line !== "") kept.set(...(JSON.parse(line) as [string, KeptAnswer]));
    }
  } catch (error) {
    throw new UserError("spool_unknown", { file }, { cause: error });
  }

  function forget(now: number): void {
    for (const [key, { time }] of kept) {
      if (now - time < DAY_MS && kept.size <= MOST_KEYS) return;
      kept.delete(key);
    }
  }

  return {
    find(key, now) {
      const answer = kept.get(key);
      return answer !== undefined && now - answer.time < DAY_MS ? answer : undefined;
    },
    add({ key, first, count, time }) {
      if (key === null) return;
      // Behind all others, so that the order stays that of time.
      kept.delete(key.key);
      kept.set(key.key, { body: key.body, first, count, time });
      if (kept.size > MOST_KEYS) forget(time);
    },
    async save(now) {
      forget(now);
      const handle = await open(`${file}.new`, "w", 0o600);
      try {
        await handle.writeFile([...kept].map((entry) => `${JSON.stringify(entry)}\n`).join(""));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.new`, file);
    },
  };
}
