import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { WindowRow } from "../../src/model/stream/window-row.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

const LOOK_EVERY_MS = 20;
const LOOKS = 1500;

export interface StreamProcess {
  readonly folder: string;
  readonly brokers: readonly string[];
  readonly topic: string;
  /** No file it writes may become larger, in KiB: writing fails as on a disk without room. */
  readonly fileLimit?: number;
  /** How often to look for what is awaited; some take longer to start. */
  readonly looks?: number;
}

export interface StartedStream {
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
  kill(): void;
  signal(name: NodeJS.Signals): void;
  /** Fulfilled once it has said this on stderr; rejected where it ends before. */
  says(text: string): Promise<void>;
  /** Fulfilled once it has printed more windows than it had so far; rejected where it ends before. */
  goesOn(): Promise<void>;
  /** Fulfilled once it has printed a window: true; or false where it does not come to that. */
  working(): Promise<boolean>;
}

/** `vitrina stream` as people run it, in a process of its own; what it prints goes to a file that a kill cannot take back. */
export function startStream(
  { folder, brokers, topic, fileLimit, looks: most = LOOKS }: StreamProcess,
  run: number,
  more: readonly string[],
): StartedStream {
  const file = join(folder, `output-${String(run).padStart(5, "0")}.ndjson`);
  const output = openSync(file, "w");
  const limit = fileLimit === undefined ? "" : `ulimit -f ${fileLimit}; `;
  const child = spawn(
    "bash",
    [
      ...["-c", `${limit}exec "$@"`, "bash"],
      process.execPath,
      MAIN,
      "stream",
      ...["--source", "kafka", "--brokers", brokers.join(","), "--topic", topic, "--from", "earliest"],
      ...["--state", join(folder, "state"), "--format", "ndjson", "--time-zone", "UTC", "--lang", "en"],
      ...more,
    ],
    { stdio: ["ignore", output, "pipe"] },
  );
  closeSync(output);
  let said = "";
  child.stderr?.on("data", (text: Buffer) => {
    said += text.toString();
  });
  const until = async (what: string, isSo: () => boolean | Promise<boolean>) => {
    for (let looks = 0; looks < most; looks += 1) {
      if (await isSo()) return;
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} before ${what}: ${said}`);
      await pause(LOOK_EVERY_MS);
    }
    throw new Error(`no ${what}: ${said}`);
  };
  const ended = new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
  return {
    kill: () => child.kill("SIGKILL"),
    signal: (name) => void child.kill(name),
    ended,
    says: (text) => until(`"${text}"`, () => said.includes(text)),
    async goesOn() {
      const { size } = await stat(file);
      await until("more windows", async () => (await stat(file)).size > size);
    },
    async working() {
      for (let looks = 0; looks < LOOKS && child.exitCode === null; looks += 1) {
        if ((await stat(file)).size > 0) return true;
        await pause(LOOK_EVERY_MS);
      }
      return false;
    },
  };
}

/** For each (query, window, key) the row with the highest batch, over all that was ever printed. */
export async function readWindows(folder: string): Promise<WindowRow[]> {
  const latest = new Map<string, WindowRow>();
  const files = (await readdir(folder)).filter((name) => name.startsWith("output-")).sort();
  for (const file of files) {
    const lines = (await readFile(join(folder, file), "utf8")).split("\n");
    // Behind the last line feed there is nothing, or a line that a kill cut.
    for (const line of lines.slice(0, -1)) {
      const row = JSON.parse(line) as WindowRow;
      const key = JSON.stringify([row.query, row.window_start, row.key]);
      const before = latest.get(key);
      if (before === undefined || (before.batch ?? 0) <= (row.batch ?? 0)) latest.set(key, row);
    }
  }
  return [...latest.values()];
}
