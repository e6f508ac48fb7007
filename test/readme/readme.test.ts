import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needKafka } from "../services/need-kafka.ts";
import { type Command, type Page, readPage } from "./commands.ts";
import { type Started, startCommand } from "./start-command.ts";

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
  const going: Started[] = [];

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

  afterAll(() => {
    for (const started of going) started.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("has commands", () => expect(page.commands).not.toEqual([]));

  const declare = ({ line, text, plan }: Command, options: () => string = () => "") => {
    if (plan.do === "script" && plan.end.by === "itself") {
      test(`line ${line}: ${text} (a script of package.json)`, () => expect(Object.keys(scripts)).toContain(plan.name));
    } else if (plan.do !== "nothing") {
      test(`line ${line}: ${text}`, PATIENCE, async ({ signal }) => {
        const shell = plan.do === "run" ? plan.shell : shellOf(plan.name);
        const { end } = plan;
        // The usual port may be taken on this machine.
        const port = end.by === "asked" ? " --port 0" : "";
        const started = startCommand(`${shell}${options()}${port}`, { folder, locale, signal });
        const said = end.by === "itself" ? "" : await started.says(end.text);
        if (end.by === "page") {
          going.push(started);
          return;
        }
        if (end.by === "asked") await askPage(/https?:\/\/\S+/.exec(said)?.[0] ?? "");
        if (end.by === "interrupt" || end.by === "asked") started.interrupt();
        if (end.by === "kill") started.kill();
        const { code, output } = await started.ended;
        expect(code, output).toBe(end.by === "kill" ? null : 0);
      });
    }
  };

  const first = page.commands.findIndex(needsKafka);
  const behind = page.commands.findLastIndex(needsKafka) + 1;
  for (const command of page.commands.slice(0, Math.max(0, first))) declare(command);

  // Tests of their own prove that `npm run kafka -- up` starts one; here it is on a port that nobody else has.
  describe("with a Kafka", () => {
    const kafka = needKafka();
    for (const command of page.commands.slice(Math.max(0, first), behind)) {
      declare(command, () => (asksKafka(command) ? ` --brokers ${kafka.cluster.bootstrap.join(",")}` : ""));
    }

    test("what goes on ends at Ctrl+C", PATIENCE, async () => {
      for (const started of going.splice(0)) {
        started.interrupt();
        const { code, output } = await started.ended;
        expect(code, output).toBe(0);
      }
    });
  });

  for (const command of page.commands.slice(behind)) declare(command);
});

/** Windows have to become final, on a machine that may be busy. */
const PATIENCE = { timeout: 180_000 };

/** What a script of package.json runs, with the command installed here. */
function shellOf(name: string): string {
  const script = scripts[name] ?? "";
  expect(script).toMatch(/^node src\/cli\/main\.ts /);
  return script.replace("node src/cli/main.ts", "vitrina");
}

/** Sees what a browser would: the console, and that it has figures. */
async function askPage(address: string): Promise<void> {
  const page = await fetch(address);
  expect(page.status).toBe(200);
  const text = await page.text();
  expect(text, "dist/web is made by npm run build").toContain('<div id="root">');
  const script = /<script type="module"[^>]* src="([^"]+)"/.exec(text)?.[1] ?? "";
  expect((await fetch(new URL(script, address))).headers.get("content-type")).toContain("text/javascript");
  const shop = (await (await fetch(new URL("/api/shop", address))).json()) as { source: { demo: boolean } };
  expect(shop.source.demo).toBe(true);
}

/** Asks a broker, so that it has to be told where. */
function asksKafka({ plan }: Command): boolean {
  return plan.do === "run" && /^vitrina (produce|topics)\b|--source kafka\b/.test(plan.shell);
}

function needsKafka(command: Command): boolean {
  return asksKafka(command) || (command.plan.do === "run" && /--state \S*kafka/.test(command.plan.shell));
}

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
