import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";
import { createLiveLines } from "../../generator/live-lines.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "vitrina-stream-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const START = Date.UTC(2026, 2, 31, 10);

test("a pipe: every window equals a count of one's own, and only passed windows are final", async () => {
  const lines = sales(1, 400);
  const { code, stdout, stderr } = await stream(["--source", "-", "--format", "ndjson"], { lines });
  expect(code).toBe(0);
  const rows = parse(stdout);
  expect(figures(rows, "totals")).toEqual(expected(lines, () => null));
  expect(figures(rows, "by_category")).toEqual(expected(lines, ({ category }) => category));
  expect(figures(rows, "by_payment_method")).toEqual(expected(lines, ({ payment_method }) => payment_method));
  expect(figures(rows, "by_status")).toEqual(expected(lines, ({ status }) => status));
  // The last sale is of 10:06:39, so windows that end by 10:05:39 are passed.
  expect(rows.filter(({ final }) => !final).map(({ window_start }) => window_start.slice(11, 16))).toEqual(
    expect.arrayContaining(["10:05", "10:06"]),
  );
  expect(new Set(rows.filter(({ final }) => final).map(({ window_start }) => window_start.slice(11, 16)))).toEqual(
    new Set(["10:00", "10:01", "10:02", "10:03", "10:04"]),
  );
  expect(stderr).toContain("400 rows read = 400 accepted + 0 rejected + 0 late + 0 duplicate");
  expect(stderr).toContain("windows made final: 5 · still provisional: 2\n");
  expect(stderr).toContain("State:  .vitrina/stdin/ (new)\n");
});

test("a shop without categories: the query by category is left out and said so, the others go on", async () => {
  writeFileSync(join(cwd, "mapping.yaml"), "columns: {transaction_id: pedido, timestamp: fecha, total: importe}\n");
  const lines = [0, 1, 9].map((minute) => `{"pedido":${minute},"fecha":"2026-03-31 10:0${minute}:00","importe":5}`);
  const args = ["--source", "-", "--mapping", "mapping.yaml", "--query", "totals", "--by", "category"];
  const { code, stdout, stderr } = await stream([...args, "--format", "ndjson"], { lines });
  expect(code).toBe(0);
  expect(parse(stdout).map(({ query, window_start }) => [query, window_start.slice(11, 16)])).toEqual([
    ["totals", "10:00"],
    ["totals", "10:01"],
    ["totals", "10:09"],
  ]);
  expect(stderr).toContain("by_category: this shop's records have no category, so this query has no windows.\n");
});

test("a file: the next run goes on where the last one ended, and nothing counts twice", async () => {
  const [first, second] = [sales(1, 150), sales(151, 150)];
  const args = ["--source", "sales.ndjson", "--trigger", "available-now", "--format", "ndjson", "--state", "kept"];
  writeFileSync(join(cwd, "sales.ndjson"), first.join("\n"));
  const one = await stream(args);
  expect(one).toMatchObject({ code: 0, stderr: expect.stringContaining("State:  kept/ (new)\n") });
  appendFileSync(join(cwd, "sales.ndjson"), `\n${second.join("\n")}\n`);
  const two = await stream(args);
  expect(two.stderr).toMatch(/goes on after batch 1, from sales\.ndjson: byte [\d,]+\)/);
  expect(two.stderr).toContain("\n150 rows read = 150 accepted");
  expect(two.stderr).toContain("Since the beginning: 300 rows read = 300 accepted");
  const rows = [...parse(one.stdout), ...parse(two.stdout)];
  expect(figures(rows, "totals")).toEqual(expected([...first, ...second], () => null));
  const three = await stream(args);
  expect(three).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("nothing new to read") });
});

test("another definition is named with what there is to do, and the windows are made anew on request", async () => {
  const mapping = (text: string) => writeFileSync(join(cwd, "mapping.yaml"), text);
  const args = ["--source", "sales.ndjson", "--mapping", "mapping.yaml", "--trigger", "available-now"];
  const lines = sales(1, 150);
  writeFileSync(join(cwd, "sales.ndjson"), `${lines.join("\n")}\n`);
  mapping("status: {recognised: [Completada], pending: [Pendiente], cancelled: [Cancelada]}\n");
  expect(await stream([...args, "--format", "ndjson"])).toMatchObject({ code: 0 });

  mapping("status: {recognised: [Completada, Pendiente], cancelled: [Cancelada]}\n");
  const refused = await stream([...args, "--window", "2m"]);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(
    /this state was made with another --window, --slide, --mapping \(status\)\. .* --on-change replay/,
  );
  const spanish = await stream([...args, "--window", "2m", "--lang", "es"]);
  expect(spanish.stderr).toMatch(
    /este estado se hizo con otro valor de --window, --slide, --mapping \(status\)\. .* --on-change replay/,
  );

  appendFileSync(join(cwd, "sales.ndjson"), `${sales(151, 10).join("\n")}\n`);
  const replayed = await stream([...args, "--window", "2m", "--on-change", "replay", "--format", "ndjson"]);
  expect(replayed.code).toBe(0);
  expect(replayed.stderr).toContain("--mapping (status): its windows are made anew from the rows it keeps.\n");
  const totals = parse(replayed.stdout).filter(({ query }) => query === "totals");
  const latest = new Map(totals.map(({ window_start, transactions }) => [window_start, transactions]));
  expect([...latest.values()].reduce((sum, transactions) => sum + transactions, 0)).toBe(160);
  expect(totals.every(({ window_start }) => Number(window_start.slice(14, 16)) % 2 === 0)).toBe(true);

  mapping("columns: {timestamp: fecha, total: importe}\n");
  const renamed = await stream([...args, "--window", "2m", "--on-change", "replay"]);
  expect(renamed).toMatchObject({ code: 1, stdout: "" });
  expect(renamed.stderr).toMatch(
    /--mapping \(columns\), --mapping \(status\), and the records .* --on-change drop\.\n$/,
  );
});

test("Ctrl+C ends after the batch at work, says where it resumes, and the next run does resume there", async () => {
  const lines = sales(1, 300);
  writeFileSync(join(cwd, "sales.ndjson"), `${lines.join("\n")}\n`);
  const args = ["--source", "sales.ndjson", "--trigger", "continuous", "--format", "ndjson"];
  const stop = new AbortController();
  const output = collector(() => stop.abort(new DOMException("stopped by SIGINT", "SIGINT")));
  const { code, stderr } = await stream(args, { stdout: output, signal: stop.signal });
  expect(code).toBe(0);
  expect(stderr).toMatch(/Stopping after the batch at work/);
  expect(stderr).toMatch(/Stopped after batch 1\. It resumes at sales\.ndjson: byte [\d,]+\.\n/);
  const more = sales(301, 50);
  appendFileSync(join(cwd, "sales.ndjson"), `${more.join("\n")}\n`);
  const rest = await stream(["--source", "sales.ndjson", "--trigger", "available-now", "--format", "ndjson"]);
  expect(rest.stderr).toContain("\n50 rows read = 50 accepted");
  const rows = [...parse(output.text()), ...parse(rest.stdout)];
  expect(figures(rows, "totals")).toEqual(expected([...lines, ...more], () => null));
});

test("a reader who goes ends the stream without complaint, and gets the same batch from the next run", async () => {
  const lines = sales(1, 100);
  writeFileSync(join(cwd, "sales.ndjson"), `${lines.join("\n")}\n`);
  const args = ["--source", "sales.ndjson", "--format", "ndjson"];
  const closed = {
    write(_text: string, done: (error?: Error) => void) {
      done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
      return false;
    },
  };
  expect(await stream([...args, "--trigger", "continuous"], { stdout: closed })).toMatchObject({ code: 0 });
  const next = await stream([...args, "--trigger", "available-now"]);
  expect(next.code).toBe(0);
  expect(figures(parse(next.stdout), "totals")).toEqual(expected(lines, () => null));
});

test("the simulator: rejected, late and duplicate sales are told apart, and every row is accounted for", async () => {
  const args = ["--source", "simulator", "--rate", "5k", "--count", "3000", "--scenario", "dirty", "--trigger"];
  const { code, stderr } = await stream([...args, "continuous", "--format", "ndjson", "--window", "10s"]);
  expect(code).toBe(0);
  const [, ...counts] =
    /(\S+) rows read = (\S+) accepted \+ (\S+) rejected \+ (\S+) late \+ (\S+) dup/.exec(stderr) ?? [];
  const [read = 0, accepted = 0, rejected = 0, late = 0, duplicate = 0] = counts.map((count) =>
    Number(count.replaceAll(",", "")),
  );
  expect(read).toBe(3000);
  expect(accepted + rejected + late + duplicate).toBe(3000);
  for (const count of [rejected, late, duplicate]) expect(count).toBeGreaterThan(0);
  expect(stderr).toMatch(/\nRejected for: .*\(unreadable\) \d+/);
});

test("Parquet of final windows and a line of JSON for each batch", async () => {
  const lines = sales(1, 200);
  const files = ["--final-windows", "final", "--progress", "progress.ndjson"];
  const { code, stdout, stderr } = await stream(["--source", "-", "--by", "product_id", ...files], { lines });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Batch 1 · /);
  expect(stderr).toMatch(/Final windows: final\/\n$/);
  for (const query of ["totals", "by_category", "by_product_id"]) {
    expect(existsSync(join(cwd, "final", `query=${query}`, "day=2026-03-31", "windows.parquet"))).toBe(true);
  }
  expect(existsSync(join(cwd, "progress.ndjson"))).toBe(true);
});

test("wrong usage is told in one line before anything is opened", async () => {
  for (const [args, sentence] of [
    [["--source", "kafka", "--window", "90"], /^--window: "90" .* Expected whole seconds/],
    [["--source", "kafka", "--window", "1500ms"], /^--window: .* Expected whole seconds/],
    [["--source", "kafka", "--window", "1m", "--slide", "5m"], /^--slide: "5m" .* no more than .*\(1m\)/],
    [["--source", "kafka", "--trigger", "often"], /^--trigger: .*continuous or available-now/],
    [["--source", "kafka", "--query", "by_categori"], /^--query: .* perhaps by_category/],
    [["--source", "kafka", "--by", "shop"], /^--by: .* one of category, /],
    [["--source", "kafka", "--from", "committed"], /^--from: .* --group as well/],
    [["--source", "kafka", "--from", "yesterday"], /^--from: .* ISO 8601/],
    [["--source", "sales.ndjson", "--from", "2026-03-31"], /^--from: .* earliest or latest for a file/],
    [["--source", "-", "--rate", "5"], /^--source: "-" .* simulator where --rate is given/],
    [["--source", ".", "--format", "ndjson"], /^--source: "\." .* vitrina batch/],
    [["--format", "ndjson"], /^--source is missing/],
  ] as const) {
    const { code, stdout, stderr } = await stream([...args]);
    expect({ args, code, stdout, stderr }).toEqual({
      args,
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(sentence),
    });
    expect(stderr.trimEnd()).not.toContain("\n");
  }
  expect(existsSync(join(cwd, ".vitrina"))).toBe(false);
});

test("a file that is not there is an error where nothing would wait for it", async () => {
  expect(await stream(["--source", "none.ndjson", "--trigger", "available-now"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^none\.ndjson: no such file/),
  });
});

interface World {
  readonly lines?: readonly string[];
  readonly stdout?: { write(text: string, done: (error?: Error) => void): boolean };
  readonly signal?: AbortSignal;
}

function stream(args: readonly string[], { lines, ...world }: World = {}) {
  const stdin = lines === undefined ? {} : { stdin: Readable.from([Buffer.from(`${lines.join("\n")}\n`)]) };
  return runInProcess(["stream", ...args, "--time-zone", "UTC"], { cwd, ...stdin, ...world });
}

function collector(onWrite: () => void) {
  let written = "";
  return {
    text: () => written,
    write(text: string, done: () => void) {
      written += text;
      onWrite();
      done();
      return true;
    },
  };
}

/** Sales of a second each, from number `from` on. */
function sales(from: number, count: number): string[] {
  const times = Float64Array.from({ length: count }, (_, index) => START + (from - 1 + index) * 1000);
  return createLiveLines({ seed: 7, timeZone: "UTC" })(from, times).toString().trimEnd().split("\n");
}

interface Sale {
  readonly timestamp: string;
  readonly total: number;
  readonly category: string;
  readonly payment_method: string;
  readonly status: string;
}

/** Window and key to transactions and cents, counted here. */
function expected(lines: readonly string[], keyOf: (sale: Sale) => string | null): Record<string, string> {
  const found = new Map<string, { count: number; cents: number }>();
  for (const line of lines) {
    const sale = JSON.parse(line) as Sale;
    const name = `${sale.timestamp.slice(0, 16)} ${keyOf(sale)}`;
    const { count, cents } = found.get(name) ?? { count: 0, cents: 0 };
    found.set(name, { count: count + 1, cents: cents + Math.round(sale.total * 100) });
  }
  return Object.fromEntries(
    [...found].map(([name, { count, cents }]) => [name, `${count} ${(cents / 100).toFixed(2)}`]),
  );
}

/** The same of what was printed: for each window and key the line of the highest batch holds. */
function figures(rows: readonly WindowRow[], query: string): Record<string, string> {
  const ordered = rows.filter((row) => row.query === query).sort((a, b) => (a.batch ?? 0) - (b.batch ?? 0));
  return Object.fromEntries(
    ordered.map(({ window_start, key, transactions, gross_sales }) => [
      `${window_start.slice(0, 16).replace("T", " ")} ${key}`,
      `${transactions} ${gross_sales}`,
    ]),
  );
}

function parse(text: string): WindowRow[] {
  return text
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as WindowRow);
}
