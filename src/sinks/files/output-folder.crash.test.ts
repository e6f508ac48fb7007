import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NEW_RESULT, OLD_RESULT, readResult, writeResult } from "../../../test/fixtures/results.ts";
import { runScript } from "../../../test/fixtures/run-script.ts";
import { openOutput, recoverOutput } from "./output-folder.ts";

const SCRIPT = fileURLToPath(new URL("../../../test/fixtures/crashing-commit.ts", import.meta.url));
const MOMENTS = ["before", "during", "after"] as const;
const AT_ONCE = 4;
/** Each kill is a process of its own, and machines that test are busy. */
const PATIENCE = { timeout: 300_000 };

let home = "";
beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "vitrina-crash-")));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const FOREIGN = { "notes.txt": "mine", mine: { "a.txt": "mine" } };
const OLD = { ...OLD_RESULT, ...FOREIGN };
const NEW = { ...NEW_RESULT, ...FOREIGN };

async function withOldResult(name: string): Promise<string> {
  const folder = join(home, name);
  const output = await openOutput(folder);
  await writeResult(output, OLD_RESULT);
  await output.commit(Object.keys(OLD_RESULT));
  await mkdir(join(folder, "mine"));
  await writeFile(join(folder, "mine", "a.txt"), "mine");
  await writeFile(join(folder, "notes.txt"), "mine");
  return folder;
}

/** Runs the script to its end or its death. Resolves to what it printed, or to the signal that ended it. */
function run(folder: string, step: "commit" | "recover", dieAt = 0, moment = "before"): Promise<string> {
  return runScript(SCRIPT, [folder, step, String(dieAt), moment], home);
}

async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 1;
  const worker = async () => {
    while (next <= count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

test(
  "killed at any of its calls to the file system, a commit leaves the old result or the new one",
  PATIENCE,
  async () => {
    const whole = await withOldResult("whole");
    const calls = Number(await run(whole, "commit"));
    expect(await readResult(whole)).toEqual(NEW);
    expect(calls).toBeGreaterThan(30);

    const outcomes: string[] = [];
    await each(calls, async (dieAt) => {
      const folder = await withOldResult(`commit-${dieAt}`);
      expect(await run(folder, "commit", dieAt, MOMENTS[dieAt % 3])).toBe("SIGKILL");
      // Either of the two ways to come upon what was left.
      if (dieAt % 2 === 0) await recoverOutput(folder);
      await (await openOutput(folder)).discard();
      const found = await readResult(folder);
      outcomes[dieAt] = "new-only.csv" in found ? "new" : "old";
      expect(found).toEqual(outcomes[dieAt] === "new" ? NEW : OLD);
    });
    // One moment decides: before it everything is old, after it everything new.
    const order = outcomes.filter((outcome) => outcome !== undefined);
    expect(order).toHaveLength(calls);
    expect(order).toEqual(order.toSorted().toReversed());
    expect(new Set(order)).toEqual(new Set(["old", "new"]));
  },
);

test("killed while it finishes what was begun, it is finished the next time", PATIENCE, async () => {
  const counted = await withOldResult("counted");
  const calls = Number(await run(await withOldResult("commit-calls"), "commit"));
  const halfway = Math.round(calls * 0.7);
  expect(await run(counted, "commit", halfway)).toBe("SIGKILL");
  const recoverCalls = Number(await run(counted, "recover"));
  expect(await readResult(counted)).toEqual(NEW);

  await each(Math.floor(recoverCalls / 3), async (index) => {
    const folder = await withOldResult(`recover-${index}`);
    expect(await run(folder, "commit", halfway)).toBe("SIGKILL");
    expect(await run(folder, "recover", index * 3, MOMENTS[index % 3])).toBe("SIGKILL");
    await (await openOutput(folder)).discard();
    expect(await readResult(folder)).toEqual(NEW);
  });
});
