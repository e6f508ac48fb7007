import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, realpath, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "./folder-lock.ts";
import { ownProcess } from "./process-id.ts";

let folder = "";
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "vitrina-lock-")));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Another process that holds the folder until it is killed. */
async function otherHolder(): Promise<ChildProcess> {
  const lock = new URL("./folder-lock.ts", import.meta.url).href;
  const code = `import { lockFolder } from ${JSON.stringify(lock)};
    await lockFolder(process.argv[1]); process.stdout.write("locked"); process.stdin.resume();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

test("a second run is told which process is at work", async () => {
  const release = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: "output_busy", params: { folder, pid: process.pid } });
  await release();
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test("another process keeps the folder while it lives, not longer", async () => {
  const child = await otherHolder();
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: "output_busy", params: { folder, pid: child.pid } });
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await readdir(folder)).toHaveLength(1);
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test("of many that start at once never two have the folder", async () => {
  let holders = 0;
  let most = 0;
  const attempt = async () => {
    const release = await lockFolder(folder);
    most = Math.max(most, ++holders);
    await writeFile(join(folder, "work"), "");
    holders--;
    await release();
  };
  const results = await Promise.allSettled(Array.from({ length: 8 }, attempt));
  expect(most).toBeLessThanOrEqual(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "output_busy" });
  }
});

test.runIf(process.platform === "linux")("a number that belongs to another process by now does not count", async () => {
  const { place, pid } = await ownProcess();
  await writeFile(join(folder, `.vitrina-lock-${place}-${pid}-1-00000000`), "");
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test("a run on another machine is known by its lock being touched", async () => {
  const theirs = join(folder, ".vitrina-lock-0123456789ab-1-0-00000000");
  await writeFile(theirs, "");
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: "output_busy_elsewhere", params: { folder } });
  const longAgo = Date.now() / 1000 - 600;
  await utimes(theirs, longAgo, longAgo);
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test("files that only look alike are left alone", async () => {
  const names = [".vitrina-lock-mine", ".vitrina-lock-0123-x-1-2", "vitrina-lock-0123456789ab-1-0-00000000"];
  for (const name of names) await writeFile(join(folder, name), "");
  await (await lockFolder(folder))();
  expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
});
