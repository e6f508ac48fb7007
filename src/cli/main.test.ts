import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "main.ts");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-main-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("exit codes: 0 done, 1 failed, 2 wrong usage", () => {
  expect(run("--version").status).toBe(0);
  expect(run("batch", "missing.csv")).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/^missing\.csv: no such file.*\n$/),
  });
  expect(run("bacth")).toMatchObject({ status: 2, stdout: "" });
});

test("whoever closes the pipe early has seen enough: no error, no noise", async () => {
  const child = start("analyses", "--format", "json");
  child.stdout?.destroy();
  const [stderr, [code]] = await Promise.all([textOf(child, "stderr"), once(child, "close")]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

// Windows knows no signals: there a child is ended without being asked.
test.skipIf(process.platform === "win32")("Ctrl+C while a file is written: nothing of it stays", async () => {
  const bytes = appearing((name) => (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0) > 0);
  const child = start("generate", "--rows", "50m", "--output", "big.csv");
  const stderr = textOf(child, "stderr");
  await bytes;
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect({ code, stderr: await stderr }).toEqual({ code: 130, stderr: "Stopped: nothing half-written.\n" });
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === "win32")("a batch that is told to end takes its folder back", async () => {
  const out = appearing((name) => name === "out");
  const child = start("batch", "-", "--out", "out", "--lang", "es");
  const stderr = textOf(child, "stderr");
  child.stdin?.write("timestamp,total\n");
  await out;
  child.kill("SIGTERM");
  const [code] = await once(child, "close");
  expect({ code, stderr: await stderr }).toEqual({ code: 143, stderr: "Detenido: no quedó nada escrito a medias.\n" });
  expect(existsSync(join(folder, "out"))).toBe(false);
});

function run(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...argv], options());
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

function start(...argv: string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...argv], options());
}

function options() {
  const { PATH = "", SystemRoot = "" } = process.env;
  return { cwd: folder, env: { PATH, SystemRoot } };
}

async function textOf(child: ChildProcess, name: "stdout" | "stderr"): Promise<string> {
  let text = "";
  for await (const chunk of child[name] ?? []) text += String(chunk);
  return text;
}

/** Until something happens to such a file of the folder; to be called before whoever makes it is started. */
function appearing(wanted: (name: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, name) => {
      if (name === null || !wanted(name)) return;
      watcher.close();
      resolve();
    });
  });
}
