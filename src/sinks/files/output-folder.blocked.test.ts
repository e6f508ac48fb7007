import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NEW_RESULT, OLD_RESULT, readResult, writeResult } from "../../../test/fixtures/results.ts";
import { openOutput } from "./output-folder.ts";

/** A file that another program holds open, as Windows knows it: it cannot be replaced meanwhile. */
const held = vi.hoisted(() => ({ name: "" }));
vi.mock(import("node:fs/promises"), async (original) => {
  const files = await original();
  const rename: typeof files.rename = async (from, to) => {
    if (held.name !== "" && String(to).endsWith(held.name)) throw Object.assign(new Error("busy"), { code: "EBUSY" });
    return files.rename(from, to);
  };
  return { ...files, rename };
});

let folder = "";
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "vitrina-blocked-")));
  const output = await openOutput(folder);
  await writeResult(output, OLD_RESULT);
  await output.commit(Object.keys(OLD_RESULT));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function blockedAt(name: string): Promise<unknown> {
  const output = await openOutput(folder);
  await writeResult(output, NEW_RESULT);
  held.name = name;
  const failure = await output.commit(Object.keys(NEW_RESULT)).catch((error: unknown) => error);
  await output.discard();
  held.name = "";
  return failure;
}

test("a switch that stops halfway is told, and finished by the next run", async () => {
  expect(await blockedAt("both.csv")).toMatchObject({
    code: "output_not_switched",
    params: { folder, cause: "EBUSY" },
  });
  await (await openOutput(folder)).discard();
  expect(await readResult(folder)).toEqual(NEW_RESULT);
});

test("a switch that cannot even be decided leaves the old result", async () => {
  expect(await blockedAt(".vitrina-commit.json")).toMatchObject({
    code: "output_not_writable",
    params: { cause: "EBUSY" },
  });
  expect(await readResult(folder)).toEqual(OLD_RESULT);
});

test("without the new files, nothing old is deleted on the journal's word", async () => {
  await blockedAt("both.parquet");
  const staging = (await readdir(folder)).find((name) => name.startsWith(".vitrina-new-")) ?? "";
  await rm(join(folder, staging), { recursive: true });
  await (await openOutput(folder)).discard();
  expect(await readResult(folder)).toEqual(OLD_RESULT);
});
