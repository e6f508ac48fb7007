import { chmod, mkdir, mkdtemp, readdir, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NEW_RESULT, OLD_RESULT, type Result, readResult, writeResult } from "../../../test/fixtures/results.ts";
import { openOutput, recoverOutput } from "./output-folder.ts";

let home = "";
let folder = "";
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "vitrina-output-")));
  folder = join(home, "results");
});
afterEach(() => rm(home, { recursive: true, force: true }));

const keep = async (result: Result) => {
  const output = await openOutput(folder);
  await writeResult(output, result);
  await output.commit(Object.keys(result));
  await output.discard();
};
const FOREIGN = { "notes.txt": "mine", "old.parquet.bak": "mine", mine: { "a.txt": "mine" }, ".env": "mine" };
const addForeign = async () => {
  await mkdir(join(folder, "mine"), { recursive: true });
  for (const name of ["notes.txt", "old.parquet.bak", "mine/a.txt", ".env"])
    await writeFile(join(folder, name), "mine");
};

describe("commit", () => {
  test("makes the folder, and the result all of what is in it", async () => {
    folder = join(home, "a", "b");
    await keep(OLD_RESULT);
    expect(await readResult(folder)).toEqual(OLD_RESULT);
  });

  test("replaces files and folders and removes what only the previous result had", async () => {
    await keep(OLD_RESULT);
    await addForeign();
    await keep(NEW_RESULT);
    expect(await readResult(folder)).toEqual({ ...NEW_RESULT, ...FOREIGN });
  });

  test("shows nothing before, and takes only what it is told", async () => {
    await keep(OLD_RESULT);
    const output = await openOutput(folder);
    await writeResult(output, NEW_RESULT);
    await writeFile(output.path("left-over.tmp"), "");
    await writeFile(join(output.workFolder, "spilled.tmp"), "");
    const before = await readdir(folder);
    expect(before.filter((name) => !name.startsWith(".vitrina-")).toSorted()).toEqual(
      Object.keys(OLD_RESULT).toSorted(),
    );
    await output.commit(Object.keys(NEW_RESULT));
    expect(await readResult(folder)).toEqual(NEW_RESULT);
  });

  test("of a name that was never written changes nothing", async () => {
    await keep(OLD_RESULT);
    const output = await openOutput(folder);
    await writeResult(output, NEW_RESULT);
    await expect(output.commit([...Object.keys(NEW_RESULT), "absent.csv"])).rejects.toThrow(
      "Never written: absent.csv",
    );
    await output.discard();
    expect(await readResult(folder)).toEqual(OLD_RESULT);
  });

  test("tells sizes, of folders too", async () => {
    const output = await openOutput(folder);
    await writeResult(output, OLD_RESULT);
    const described = await output.describe(
      new Map([
        ["both.parquet", 7],
        ["both-folder", 9],
      ]),
    );
    expect(described).toEqual([
      { path: "both.parquet", rows: 7, bytes: 3 },
      { path: "both-folder", rows: 9, bytes: 6, parts: 2 },
    ]);
    await output.discard();
  });
});

describe("discard", () => {
  test("leaves the previous result", async () => {
    await keep(OLD_RESULT);
    const output = await openOutput(folder);
    await writeResult(output, NEW_RESULT);
    await output.discard();
    await output.discard();
    expect(await readResult(folder)).toEqual(OLD_RESULT);
  });

  test("takes back the folders that were made, and no other", async () => {
    await mkdir(join(home, "there"));
    const output = await openOutput(join(home, "there", "a", "b"));
    await output.discard();
    expect(await readResult(home)).toEqual({ there: {} });
  });
});

describe("what is not ours", () => {
  test.each([
    ["a summary of somebody else", { outputs: [{ path: "notes.txt" }] }],
    ["no summary at all", null],
    [
      "a summary that points elsewhere",
      {
        vitrina: "1",
        outputs: [{ path: "../beside.txt" }, { path: "mine/a.txt" }, { path: "." }, { path: ".env" }, { path: "" }],
      },
    ],
  ])("is never deleted: %s", async (_, summary) => {
    await addForeign();
    await writeFile(join(home, "beside.txt"), "mine");
    await writeFile(join(folder, "summary.json"), JSON.stringify(summary));
    await keep(NEW_RESULT);
    expect(await readResult(home)).toEqual({ "beside.txt": "mine", results: { ...NEW_RESULT, ...FOREIGN } });
  });

  test("a foreign folder is never replaced", async () => {
    await mkdir(join(folder, "both.parquet"), { recursive: true });
    const output = await openOutput(folder);
    expect(() => output.path("both.parquet")).toThrow(/not written by Vitrina/);
    await output.discard();
  });

  test.each(["../out.csv", "a/b.csv", "a\\b.csv", ".hidden", "", "."])("%j is no name for an output", async (name) => {
    const output = await openOutput(folder);
    expect(() => output.path(name)).toThrow();
    await output.discard();
  });

  test("a journal that leads elsewhere is not obeyed", async () => {
    await addForeign();
    await writeFile(join(home, "beside.txt"), "mine");
    const journal = { version: 1, staging: ".vitrina-new-1-ab", moves: [], stale: ["../beside.txt"] };
    await writeFile(join(folder, ".vitrina-commit.json"), JSON.stringify(journal));
    await expect(openOutput(folder)).rejects.toMatchObject({ code: "output_journal_unknown" });
    await expect(recoverOutput(folder)).rejects.toMatchObject({ code: "output_journal_unknown" });
    const names = await readdir(folder);
    expect(names.filter((name) => name.startsWith(".vitrina-"))).toEqual([".vitrina-commit.json"]);
    expect(await readdir(home)).toContain("beside.txt");
  });
});

describe("a folder that cannot take results", () => {
  test("because a file is in its place, or on the way to it", async () => {
    await writeFile(folder, "");
    await expect(openOutput(folder)).rejects.toMatchObject({ code: "output_in_the_way", params: { path: folder } });
    await expect(openOutput(join(folder, "deep", "er"))).rejects.toMatchObject({ code: "output_in_the_way" });
    await expect(recoverOutput(folder)).rejects.toMatchObject({ code: "output_in_the_way" });
  });

  test.runIf(process.platform === "linux")("because its file system makes no folders", async () => {
    for (const nowhere of ["/proc/vitrina", "/proc/vitrina/deep/er"]) {
      await expect(openOutput(nowhere)).rejects.toMatchObject({
        code: "output_not_writable",
        params: { path: nowhere },
      });
    }
  });

  test("because a link leads nowhere", async () => {
    await symlink(join(home, "nowhere", "at all"), folder);
    await expect(openOutput(folder)).rejects.toMatchObject({ name: "UserError" });
  });

  test.runIf(process.platform !== "win32")("because it is closed", async () => {
    await keep(OLD_RESULT);
    await chmod(home, 0o755);
    await chmod(folder, 0o555);
    const asRoot = process.geteuid?.() === 0;
    if (asRoot) process.seteuid?.(65_534);
    try {
      const closed = { code: "output_no_permission", params: { path: folder } };
      await expect(openOutput(folder)).rejects.toMatchObject(closed);
      await expect(openOutput(join(folder, "deeper"))).rejects.toMatchObject({
        ...closed,
        params: { path: join(folder, "deeper") },
      });
    } finally {
      if (asRoot) process.seteuid?.(0);
    }
    await chmod(folder, 0o755);
    expect(await readResult(folder)).toEqual(OLD_RESULT);
  });

  test("recovering what is not there does nothing", async () => {
    await recoverOutput(folder);
    await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
