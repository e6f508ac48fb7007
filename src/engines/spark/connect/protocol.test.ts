import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("the generated code is that of the .proto files", () => {
  const fresh = mkdtempSync(join(tmpdir(), "protocol-"));
  try {
    const script = join("scripts", "generate-protocol.ts");
    const { stderr } = spawnSync(process.execPath, [script, fresh], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(readAll(join(import.meta.dirname, "protocol", "generated"))).toEqual(readAll(fresh));
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

function readAll(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
