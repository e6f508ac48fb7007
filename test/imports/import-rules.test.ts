import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "vitrina-imports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A small project: what each file imports, and the rule that must refuse it (none where it is allowed). */
const project: { file: string; code: string; refusedBy?: string }[] = [
  { file: "src/cli/main.ts", code: 'import "../pipelines/batch.ts"; await import("../server/app.ts");' },
  { file: "src/server/app.ts", code: 'import "../pipelines/batch.ts";' },
  { file: "src/pipelines/batch.ts", code: 'import "../engines/duckdb/tables.ts"; import "../sinks/files.ts";' },
  { file: "src/engines/engine.ts", code: 'import "../model/sale.ts"; export type Engine = string;' },
  { file: "src/engines/duckdb/tables.ts", code: 'import "../engine.ts"; import "./instance.ts"; import "runtime";' },
  { file: "src/engines/duckdb/instance.ts", code: 'import "node:os";' },
  { file: "src/engines/spark/connect/client.ts", code: 'import "./wire.ts"; import "runtime";' },
  { file: "src/engines/spark/connect/wire.ts", code: "export const wire = 1;" },
  { file: "src/sources/files.ts", code: 'import type { Engine } from "../engines/engine.ts"; export type F = Engine;' },
  { file: "src/sinks/files.ts", code: 'import "../engines/engine.ts"; import "../i18n/en.ts";' },
  { file: "src/generator/sales.ts", code: 'import "../engines/duckdb/instance.ts"; import "../model/sale.ts";' },
  { file: "src/model/sale.ts", code: 'import "../i18n/en.ts"; export type Sale = string;' },
  { file: "src/i18n/en.ts", code: 'import type { Sale } from "../model/sale.ts"; export type E = Sale;' },
  { file: "src/model/sale.test.ts", code: 'import "../cli/main.ts"; import "tool"; import "../../test/helper.ts";' },
  { file: "test/helper.ts", code: 'import "../src/cli/main.ts"; import "tool";' },
  {
    file: "web/live.ts",
    code: 'import type { Sale } from "../src/model/sale.ts"; import "./client.ts"; export type L = Sale;',
  },
  { file: "web/client.ts", code: "export const client = 1;" },
  { file: "scripts/build.ts", code: 'import "tool";' },

  { file: "src/server/cli.ts", code: 'import "../cli/main.ts";', refusedBy: "server-imports" },
  { file: "bench/batch.ts", code: 'import "../src/cli/main.ts";', refusedBy: "nothing-imports-cli" },
  { file: "src/pipelines/server.ts", code: 'import "../server/app.ts";', refusedBy: "pipelines-imports" },
  { file: "src/engines/pipeline.ts", code: 'import "../pipelines/batch.ts";', refusedBy: "engines-imports" },
  { file: "src/engines/lazy.ts", code: 'await import("../pipelines/batch.ts");', refusedBy: "engines-imports" },
  {
    file: "src/engines/typed.ts",
    code: 'import type { F } from "../sources/files.ts"; export type T = F;',
    refusedBy: "engines-imports",
  },
  { file: "src/sources/tables.ts", code: 'import "../engines/duckdb/tables.ts";', refusedBy: "sources-imports" },
  { file: "src/sinks/source.ts", code: 'import "../sources/files.ts";', refusedBy: "sinks-imports" },
  {
    file: "src/generator/tables.ts",
    code: 'export * from "../engines/duckdb/tables.ts";',
    refusedBy: "generator-imports",
  },
  {
    file: "src/model/engine.ts",
    code: 'import type { Engine } from "../engines/engine.ts"; export type M = Engine;',
    refusedBy: "model-imports",
  },
  { file: "src/i18n/sale.ts", code: 'import "../model/sale.ts";', refusedBy: "i18n-imports" },
  {
    file: "src/i18n/typed.ts",
    code: 'import type { Engine } from "../engines/engine.ts"; export type I = Engine;',
    refusedBy: "i18n-types-of-model-only",
  },
  {
    file: "src/engines/spark/connect/sale.ts",
    code: 'import "../../../model/sale.ts";',
    refusedBy: "engines-spark-connect-imports",
  },
  {
    file: "src/engines/spark/connect/engine.ts",
    code: 'import "../../engine.ts";',
    refusedBy: "engines-spark-connect-imports",
  },
  { file: "web/sale.ts", code: 'import "../src/model/sale.ts";', refusedBy: "web-imports-types-only" },
  { file: "src/cli/helper.ts", code: 'import "../../test/helper.ts";', refusedBy: "no-tests-in-code" },
  { file: "src/cli/tool.ts", code: 'import "tool";', refusedBy: "no-dev-dependencies" },
  { file: "src/cli/undeclared.ts", code: 'import "undeclared";', refusedBy: "no-undeclared" },
  { file: "src/cli/missing.ts", code: 'import "./nowhere.ts";', refusedBy: "no-undeclared" },
  { file: "src/model/alone.ts", code: "export const alone = 1;", refusedBy: "no-orphans" },
  { file: "src/model/chicken.ts", code: 'import "./egg.ts";', refusedBy: "no-cycles" },
  { file: "src/model/egg.ts", code: 'import "./chicken.ts";' },
  { file: "src/cli/stray.ts", code: 'import "../elsewhere/stray.ts";', refusedBy: "part-of-no-layer" },
  { file: "src/elsewhere/stray.ts", code: "export const stray = 1;" },
];

// Also a guard: with a TypeScript that it cannot load, dependency-cruiser reads no .ts file and reports no violation.
test("the import rules refuse what they should, and only that", () => {
  for (const { file, code } of project) write(file, code);
  write("tsconfig.json", "{}");
  write("package.json", '{"type":"module","dependencies":{"runtime":"1.0.0"},"devDependencies":{"tool":"1.0.0"}}');
  for (const name of ["runtime", "tool", "undeclared"]) {
    write(`node_modules/${name}/package.json`, `{"name":"${name}","version":"1.0.0","main":"index.js"}`);
    write(`node_modules/${name}/index.js`, "");
  }

  const expected = project.flatMap(({ file, refusedBy }) => (refusedBy === undefined ? [] : [`${file}: ${refusedBy}`]));
  expect(cruise().sort()).toEqual(expected.sort());
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function cruise(): string[] {
  const command = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const config = join(root, ".dependency-cruiser.cjs");
  const run = spawnSync(process.execPath, [command, ".", "--config", config, "--output-type", "json"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
}
