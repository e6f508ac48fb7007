import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("accounts for every row of 300 damaged files", async () => {
  const script = fileURLToPath(new URL("./batch-fuzz.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--runs", "300", "--seed", "2026"]);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("300 runs, 0 failures");
});
