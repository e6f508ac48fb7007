import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "vitrina-launcher-"));
const bare = copyInto("bare");
const built = copyInto("built");
mkdirSync(join(folder, "built", "dist", "js"), { recursive: true });
writeFileSync(join(folder, "built", "dist", "js", "main.js"), 'console.log("ran", ...process.argv.slice(2));');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  { locale: "en_US.UTF-8", sentence: /^vitrina: Node\.js 24 or newer is needed and this is 22\.11\.0: install .*\n$/ },
  {
    locale: "es_MX.UTF-8",
    sentence: /^vitrina: hace falta Node\.js 24 o posterior y este es 22\.11\.0: instalarlo .*\n$/,
  },
])("refuses an older Node in one line ($locale)", ({ locale, sentence }) => {
  expect(launch(built, { node: "22.11.0", env: { LANG: locale } })).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(sentence),
  });
});

test("the language is that of the first locale variable that is set and not empty", () => {
  const speaks = (env: Record<string, string>) => /hace falta/.test(launch(built, { node: "18.0.0", env }).stderr);
  expect(speaks({ LC_ALL: "es_ES.UTF-8", LANG: "en_US.UTF-8" })).toBe(true);
  expect(speaks({ LC_ALL: "", LC_MESSAGES: "es", LANG: "en_US.UTF-8" })).toBe(true);
  expect(speaks({ LC_ALL: "C", LANG: "es_ES.UTF-8" })).toBe(false);
  expect(speaks({})).toBe(false);
});

test("a clone that is not built says how to go on", () => {
  expect(launch(bare, { env: {} })).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/^vitrina: .*npm run build.*npm run --silent vitrina -- ARGS.*\n$/),
  });
});

test("runs the built command with its arguments", () => {
  expect(launch(built, { env: {}, args: ["batch", "v.csv"] })).toEqual({
    status: 0,
    stdout: "ran batch v.csv\n",
    stderr: "",
  });
});

function copyInto(name: string): string {
  const path = join(folder, name, "bin", "vitrina.mjs");
  cpSync(join(root, "bin", "vitrina.mjs"), path);
  return path;
}

/** Runs the launcher under this Node, which passes itself off as version `node` where that is given. */
function launch(path: string, options: { node?: string; env: Record<string, string>; args?: string[] }) {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${options.node}" } });`;
  const loader = options.node === undefined ? [] : ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`];
  const { SystemRoot = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...loader, path, ...(options.args ?? [])], {
    encoding: "utf8",
    env: { SystemRoot, NODE_COMPILE_CACHE: join(folder, "cache"), ...options.env },
  });
  return { status, stdout, stderr };
}
