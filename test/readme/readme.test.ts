import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Page, readPage } from "./commands.ts";

const root = join(import.meta.dirname, "..", "..");
const english = pageOf("README.md");
const spanish = pageOf("README.es.md");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

test("both READMEs exist and give the same commands in the same order", () => {
  const texts = (page: Page) => page.commands.map(({ text }) => text);
  expect(texts(english)).not.toEqual([]);
  expect(texts(spanish)).toEqual(texts(english));
});

describe.each([
  { name: "README.md", page: english, locale: "en_US.UTF-8" },
  { name: "README.es.md", page: spanish, locale: "es_ES.UTF-8" },
])("$name", ({ page, locale }) => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "vitrina-readme-"));
    installCommand(join(folder, "bin"));
    for (const { name, text } of page.files) {
      const path = join(folder, "work", name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    mkdirSync(join(folder, "work"), { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("has commands", () => expect(page.commands).not.toEqual([]));

  for (const { line, text, plan } of page.commands) {
    if (plan.do === "script") {
      test(`line ${line}: ${text} (a script of package.json)`, () => expect(Object.keys(scripts)).toContain(plan.name));
    } else if (plan.do === "run") {
      test(`line ${line}: ${text}`, async ({ signal }) => {
        const { code, output } = await run(plan.shell, { folder, locale, signal });
        expect(code, output).toBe(0);
      });
    }
  }
});

/** A page that does not exist has no commands: the tests above then fail by name. */
function pageOf(name: string): Page {
  const path = join(root, name);
  return existsSync(path) ? readPage(readFileSync(path, "utf8")) : { commands: [], files: [] };
}

/** Makes `vitrina` a command that runs the source, for the shell of this system. */
function installCommand(folder: string): void {
  const main = join(root, "src", "cli", "main.ts");
  mkdirSync(folder);
  if (process.platform === "win32") {
    writeFileSync(join(folder, "vitrina.cmd"), `@"${process.execPath}" "${main}" %*\r\n`);
  } else {
    writeFileSync(join(folder, "vitrina"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, { mode: 0o755 });
  }
}

function run(
  command: string,
  { folder, locale, signal }: { folder: string; locale: string; signal: AbortSignal },
): Promise<{ code: number | null; output: string }> {
  const path = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
  const shell = spawn(command, {
    shell: true,
    signal,
    cwd: join(folder, "work"),
    env: { ...process.env, PATH: path, LANG: locale, LC_ALL: locale },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let output = "";
    shell.stdout.on("data", (chunk: Buffer) => (output += chunk));
    shell.stderr.on("data", (chunk: Buffer) => (output += chunk));
    shell.on("error", reject);
    shell.on("close", (code) => resolve({ code, output }));
  });
}
