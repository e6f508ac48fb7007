import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";
import { SCENARIO_NAMES } from "../../generator/scenarios.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-generate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const generate = (...argv: string[]) => runInProcess(["generate", ...argv], { cwd: folder });

test("writes the rows and sums them up, in agreement with the file", async () => {
  const { code, stdout, stderr } = await generate("--rows", "2k", "--end", "2026-03-31", "-o", "sales.csv");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows = readFileSync(join(folder, "sales.csv"), "utf8").trimEnd().split("\n").slice(1);
  expect(rows).toHaveLength(2000);
  const totals = rows.map((row) => Number(row.split(",")[7]));
  const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2 });
  expect(stdout).toMatch(/^Rows +2,000 \(in .+ rows\/s\)$/m);
  expect(stdout).toContain(`${money.format(Math.min(...totals))} to ${money.format(Math.max(...totals))}\n`);
  expect(stdout).toMatch(/^Categories +Electrónica, Ropa, Hogar, Deportes, Libros$/m);
  expect(stdout).toMatch(/^Period +Mar 1, 2026, .* to Mar 30, 2026, .*$/m);
  expect(stdout).toMatch(/^File +sales\.csv \(.*kB\)$/m);
});

test("the format is that of --format, else of the name", async () => {
  await generate("--rows", "2", "-o", "by-name.ndjson");
  await generate("--rows", "2", "--format", "ndjson", "-o", "by-option.csv");
  for (const name of ["by-name.ndjson", "by-option.csv"]) {
    const lines = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).toEqual(["transaction_id", "transaction_id"]);
  }
});

test("help names every scenario; another one is wrong usage", async () => {
  const { stdout } = await runInProcess(["generate", "--help"], { terminal: { columns: 300 } });
  for (const name of SCENARIO_NAMES) expect(stdout).toContain(`${name}: `);
  const { code, stderr } = await generate("--scenario", "dirtty", "-o", "x.csv");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--scenario: "dirtty" .*dirty.*\n$/);
});

test("a folder that does not exist is said in plain words: exit 1, one line, and it is not made", async () => {
  const { code, stdout, stderr } = await generate("--rows", "2", "-o", "nowhere/x.csv");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/nowhere\/x\.csv: the folder .*nowhere does not exist\. .*\n$/);
  expect(stderr).not.toContain("ENOENT");
  expect(stderr.split("\n")).toHaveLength(2);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
});
