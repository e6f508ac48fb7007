import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runInProcess } from "../../test/fixtures/cli.ts";

const golden = join(import.meta.dirname, "..", "..", "test", "golden", "cli");
const commands = [
  "",
  "demo",
  "batch",
  "generate",
  "analyses",
  "topics",
  "files",
  "compare",
  "produce",
  "doctor",
  "dead-letters",
  "late",
  "reconcile",
  "runs",
];

for (const language of ["en", "es"]) {
  test.each(["", "batch"])(`help in ${language}: %s`, async (command) => {
    const name = `help${command === "" ? "" : `-${command}`}.${language}.txt`;
    const run = await runInProcess([...(command === "" ? [] : [command]), "--help", "--lang", language], {
      terminal: { columns: 80 },
    });
    expect(run).toEqual({ code: 0, stdout: readFileSync(join(golden, name), "utf8"), stderr: "" });
  });
}

test("`help COMMAND` is the same as `COMMAND --help`", async () => {
  expect(await runInProcess(["help", "batch"])).toEqual(await runInProcess(["batch", "--help"]));
});

test("no line is longer than the terminal is wide, and very wide ones are not filled", async () => {
  for (const [columns, longest] of [
    [80, 80],
    [300, 120],
  ] as const) {
    for (const language of ["en", "es"]) {
      const { stdout } = await runInProcess(["generate", "--help", "--lang", language], { terminal: { columns } });
      const described = stdout.split("\n").filter((line) => !/^ {2}(#|vitrina)|^Us/.test(line));
      expect(Math.max(...described.map((line) => line.length))).toBeLessThanOrEqual(longest);
    }
  }
});

test("nothing of the parser's own English is left in Spanish help", async () => {
  for (const command of commands) {
    const { stdout } = await runInProcess([...(command === "" ? [] : [command]), "--help", "--lang", "es"]);
    expect(stdout).not.toMatch(/Usage|Options|Arguments|Commands|default|\[options\]|display|Examples/);
  }
});

test("a line without a command is answered by the help, as wrong usage", async () => {
  const { stdout } = await runInProcess(["--help"]);
  expect(await runInProcess([])).toEqual({ code: 2, stdout: "", stderr: stdout });
});

test("the version is that of the package", async () => {
  const { version } = JSON.parse(readFileSync(join(golden, "..", "..", "..", "package.json"), "utf8"));
  expect(await runInProcess(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});
