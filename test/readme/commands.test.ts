import { expect, test } from "vitest";
import { readPage } from "./commands.ts";

const fence = "```";
const texts = (markdown: string) => readPage(markdown).commands.map(({ text }) => text);
const plans = (...lines: string[]) =>
  readPage([`${fence}sh`, ...lines, fence].join("\n")).commands.map(({ plan }) => plan);

test("reads sh blocks line by line and console blocks after their prompt, with their line numbers", () => {
  const page = readPage(
    [
      "# Shop",
      `${fence}sh`,
      "vitrina demo",
      "",
      fence,
      "text",
      `${fence}console`,
      "$ vitrina --help",
      "Usage: …",
      fence,
    ].join("\n"),
  );
  expect(page.commands.map(({ text, line }) => [line, text])).toEqual([
    [3, "vitrina demo"],
    [8, "vitrina --help"],
  ]);
});

test("leaves out other languages and inline code", () => {
  expect(texts(`run \`vitrina demo\`\n${fence}yaml\ncurrency: BRL\n${fence}\n${fence}\nplain\n${fence}\n`)).toEqual([]);
});

test("drops comments and joins continued lines, but not inside quotes", () => {
  const block = ["# first", "vitrina demo   # all of it", "vitrina batch a.csv \\", '  --out "my #1 && best"'];
  expect(texts([`${fence}sh`, ...block, fence].join("\n"))).toEqual([
    "vitrina demo",
    'vitrina batch a.csv --out "my #1 && best"',
  ]);
});

test("joins continued lines after a prompt", () => {
  expect(texts(`${fence}console\n$ vitrina batch \\\n    a.csv\nread 3\n${fence}`)).toEqual(["vitrina batch a.csv"]);
});

test("takes commands joined by && one by one", () => {
  expect(texts(`${fence}sh\nnpm ci && npm start\n${fence}`)).toEqual(["npm ci", "npm start"]);
});

test("runs vitrina in each of its forms, also in a pipe", () => {
  const end = { by: "itself" };
  expect(plans("vitrina demo", "npm run --silent vitrina -- batch a.csv", "npx vitrina demo")).toEqual([
    { do: "run", shell: "vitrina demo", end },
    { do: "run", shell: "vitrina batch a.csv", end },
    { do: "run", shell: "vitrina demo", end },
  ]);
  expect(plans("cat a.csv | npm run --silent vitrina -- batch -")).toEqual([
    { do: "run", shell: "cat a.csv | vitrina batch -", end },
  ]);
});

test("of npm's scripts only the name matters", () => {
  const end = { by: "itself" };
  expect(plans("npm start", "npm test", "npm run bench", "npm run --silent bench -- --rows 10")).toEqual([
    { do: "script", name: "start", end },
    { do: "script", name: "test", end },
    { do: "script", name: "bench", end },
    { do: "script", name: "bench", end },
  ]);
});

test("does nothing with what only a fresh clone needs", () => {
  const nothing = { do: "nothing" };
  expect(plans("git clone https://example.org/vitrina.git", "cd vitrina", "npm ci", "npm install -g vitrina")).toEqual([
    nothing,
    nothing,
    nothing,
    nothing,
  ]);
});

test("a block marked as not run, with its reason, is read but not run", () => {
  const block = `${fence}sh\nvitrina batch yours.csv\n${fence}`;
  expect(readPage(`<!-- not-run: the file is yours -->\n\n${block}`).commands[0]?.plan).toEqual({ do: "nothing" });
  expect(readPage(`<!-- not-run: -->\n${block}`).commands[0]?.plan.do).toBe("run");
  expect(readPage(`<!-- not-run: no -->\nbetween\n${block}`).commands[0]?.plan.do).toBe("run");
});

test("a block may say how its commands end where they do not end by themselves", () => {
  const endOf = (note: string) => readPage(`<!-- ${note} -->\n${fence}sh\nvitrina stream\n${fence}`).commands[0]?.plan;
  const run = { do: "run", shell: "vitrina stream" };
  expect(endOf("until: final")).toEqual({ ...run, end: { by: "interrupt", text: "final" } });
  expect(endOf("killed-at: all final")).toEqual({ ...run, end: { by: "kill", text: "all final" } });
  expect(endOf("goes-on: #1")).toEqual({ ...run, end: { by: "page", text: "#1" } });
  expect(endOf("until:")).toEqual({ ...run, end: { by: "itself" } });
});

test("a block marked as a file is that file", () => {
  expect(readPage(`<!-- file: shop.yaml -->\n${fence}yaml\ncurrency: BRL\n${fence}`)).toEqual({
    commands: [],
    files: [{ name: "shop.yaml", text: "currency: BRL\n" }],
  });
});

test("a block without an end is an error", () => {
  expect(() => readPage(`${fence}sh\nvitrina demo`)).toThrow("never closed");
});
