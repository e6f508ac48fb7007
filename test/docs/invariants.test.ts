import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/** What a page names as `file` · "title", in its order. */
function namedTests(page: string): { file: string; title: string }[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/`((?:src|test)\/[\w./-]+\.ts)` · "(.+?)"(?=<br>| \|)/g)].map(
    ([, file = "", title = ""]) => ({ file, title }),
  );
}

const english = namedTests("docs/en/invariants.md");
const spanish = namedTests("docs/es/invariantes.md");

test("every promise of the invariants pages names a test", () => {
  for (const page of ["docs/en/invariants.md", "docs/es/invariantes.md"]) {
    const rows = readFileSync(join(root, page), "utf8").match(/^\| (?!Prom).+\|$/gm) ?? [];
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row).toMatch(/` · "/);
  }
});

test("both languages name the same tests", () => {
  expect(spanish).toEqual(english);
});

test.each(english)("$file has the test: $title", ({ file, title }) => {
  const path = join(root, file);
  expect(existsSync(path), file).toBe(true);
  const titles = [...readFileSync(path, "utf8").matchAll(/\b(?:test|it)\b[^"'`\n]*?(?:\n\s*)?"((?:[^"\\\n]|\\.)+)"/g)];
  expect(titles.map(([, found]) => found)).toContain(title);
});
