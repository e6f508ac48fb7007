import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTied } from "../../services/lib/tied-process.ts";

const LIBRARY = join(import.meta.dirname, "..", "..", "services", "lib", "tied-process.ts");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-tied-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the program ends with the process that started it, even when that one is killed", async () => {
  const program = `{ command: "sleep", args: ["600"], log: ${JSON.stringify(join(folder, "log"))} }`;
  const script = `import { startTied } from ${JSON.stringify(LIBRARY)};
    console.log((await startTied(${program})).pid);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: parent.stdout }), "line");
  const pid = Number(line);
  expect(isRunning(pid)).toBe(true);
  parent.kill("SIGKILL");
  await until(() => !isRunning(pid));
});

test("a signal reaches the program itself, and its output is in the log", async () => {
  const log = join(folder, "log");
  const script = 'trap "echo told; exit 0" TERM; echo ready; while :; do sleep 0.02; done';
  const program = await startTied({ command: "sh", args: ["-c", script], log });
  await until(() => readFileSync(log, "utf8").startsWith("ready"));
  program.signal("SIGTERM");
  await program.exited;
  expect([program.running(), isRunning(program.pid), readFileSync(log, "utf8")]).toEqual([
    false,
    false,
    "ready\ntold\n",
  ]);
});

test("a command that does not exist ends at once, and the log says so", async () => {
  const log = join(folder, "log");
  const program = await startTied({ command: join(folder, "nothing"), args: [], log });
  await program.exited;
  expect(readFileSync(log, "utf8")).toContain("nothing");
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The test's own limit ends the wait. */
async function until(come: () => boolean): Promise<void> {
  while (!come()) await new Promise((resolve) => setImmediate(resolve));
}
