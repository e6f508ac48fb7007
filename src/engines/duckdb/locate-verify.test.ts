import { isUtf8 } from "node:buffer";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "./instance.ts";
import { locateRecords } from "./locate-records.ts";
import type { RecordScan } from "./locate-scan.ts";
import { type ReadAttempt, readVerified } from "./locate-verify.ts";

const COLUMNS = 5;
const HEADER = "a,b,c\n";

let db: DuckDb;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-verify-"));
  db = await openDuckDb({ threads: 2 });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Row = (string | null)[];

interface Reading {
  rows: Row[];
  scan: RecordScan;
  /** How it was read, in turn. */
  steps: string[];
}

/** `buffer` makes DuckDB's buffers and scan ranges as small as that; 2 MB lines and 32 MB buffers are its own. */
async function read(bytes: Uint8Array, buffer: number | null): Promise<Reading & { path: string }> {
  const path = join(folder, "sales.csv");
  const copyPath = join(folder, "copy.csv");
  await writeFile(path, bytes);
  await rm(copyPath, { force: true });
  const steps: string[] = [];
  let rows: Row[] = [];
  const readOnce = async (attempt: ReadAttempt) => {
    steps.push(attempt.path === copyPath ? "copy" : attempt.parallel ? "parallel" : "one thread");
    rows = await query(attempt, buffer);
    return rows.length;
  };
  const layout = { format: "csv" as const, header: true };
  const limits = { columns: COLUMNS, maxLineBytes: buffer ?? 2_000_000 };
  const { scan } = await readVerified(path, layout, limits, { readOnce, copyPath });
  return { rows, scan, steps, path };
}

async function query({ path, header, skipLines, parallel, newLine }: ReadAttempt, buffer: number | null) {
  const columns = Array.from({ length: COLUMNS }, (_, index) => `c${index}: 'VARCHAR'`).join(", ");
  const options = [
    ...(newLine === null ? [] : [`new_line = '${newLine}'`]),
    ...(buffer === null ? [] : [`buffer_size = ${buffer}`]),
  ].map((option) => `, ${option}`);
  const result = await db.connection.runAndReadAll(
    `SELECT * FROM read_csv('${path}', columns = {${columns}}, auto_detect = false, delim = ',', quote = '"', escape = '"',
      header = ${header}, skip = ${skipLines}, ignore_errors = true, null_padding = true, nullstr = chr(1) || chr(2),
      parallel = ${parallel}${options.join("")})`,
  );
  return result.getRows() as Row[];
}

const padded = (values: readonly string[]): Row => Array.from({ length: COLUMNS }, (_, index) => values[index] ?? null);
const latin1 = (text: string) => Buffer.from(text, "latin1");
const many = (line: string, count: number) => line.repeat(count);

test("a plain file is read once, in parallel", async () => {
  const { rows, steps, scan } = await read(latin1(`${HEADER}1,2,3\n4,5\n6,7,8,9\n`), null);
  expect(rows).toEqual([padded(["1", "2", "3"]), padded(["4", "5"]), padded(["6", "7", "8", "9"])]);
  expect([steps, scan.total, scan.dropped]).toEqual([["parallel"], 3, []]);
});

test.each<[string, string, number | null, string[], number]>([
  [
    "a broken record where the last range begins",
    `${HEADER}${many("1,2,3\n", 20)}9,"9"9,9\n${many("1,2,3\n", 5)}`,
    64,
    ["parallel", "one thread"],
    25,
  ],
  [
    "a blank line where a buffer ends",
    `${HEADER}${many("1,2,3\n", 9)}123\n\n${many("1,2,3\n", 5)}`,
    64,
    ["parallel", "one thread"],
    15,
  ],
  ["rows inside quotes", `${HEADER}${many('1,"2\n1,2,3\n4,5,6\n",3\n', 9)}`, 64, ["parallel", "one thread"], 9],
  ["a quote that nothing closes", `${HEADER}1,2,3\n4,"5,6\n7,8,9\n`, null, ["parallel", "one thread", "copy"], 1],
  ["a header over two lines", '"a\nx",b,c\r\n1,2,3\r\n4,5,6\r\n', null, ["parallel", "copy"], 2],
  ["a header with a stray quote", 'a,"b"x,c\n1,2,3\n4,5,6\n', null, ["parallel", "copy"], 2],
  ["a blank line before the header", "\na,b,c\n1,2,3\n", null, ["parallel", "copy"], 1],
  ["line ends of two kinds", `${HEADER}1,2,3\r\n4,5,"6"\r\n7,8,9\n`, null, ["parallel", "copy"], 3],
  ["blank lines among CRLF", "a,b,c\r\n1,2,3\r\n\r\n4,5,6\r\n", null, ["parallel", "copy"], 2],
  ["a character that is not UTF-8", `${HEADER}1,\xff,3\n4,\xc3\xa9,6\n`, null, ["parallel"], 1],
  ["more fields than columns", `${HEADER}1,2,3,4,5,6\n1,2,3,4,5,,""\n`, null, ["parallel"], 1],
])("%s: no row is lost", async (_, text, buffer, steps, rows) => {
  const reading = await read(latin1(text), buffer);
  expect(reading.steps).toEqual(steps);
  expect(reading.rows.length).toBe(rows);
  expect(reading.scan.total - reading.scan.dropped.length).toBe(rows);
});

test("what is not about records is thrown on", async () => {
  const path = join(folder, "sales.csv");
  await writeFile(path, HEADER);
  const readOnce = () => Promise.reject(new Error("out of memory"));
  const limits = { columns: COLUMNS, maxLineBytes: 100 };
  const options = { readOnce, copyPath: join(folder, "copy.csv") };
  await expect(readVerified(path, { format: "csv", header: true }, limits, options)).rejects.toThrow("out of memory");
});

test("a reader that never agrees is refused", async () => {
  const path = join(folder, "sales.csv");
  await writeFile(path, `${HEADER}1,2,3\n`);
  const options = { readOnce: () => Promise.resolve(7), copyPath: join(folder, "refused.csv") };
  const limits = { columns: COLUMNS, maxLineBytes: 100 };
  await expect(readVerified(path, { format: "csv", header: true }, limits, options)).rejects.toThrow(
    /holds 1 records and 0 of them are unreadable, but 7 were read/,
  );
});

const PARTS = [
  "1",
  "x",
  ",",
  ",",
  ",",
  ",",
  "\n",
  "\n",
  '"',
  '"',
  '""',
  " ",
  "ab",
  '"q"',
  '"a\nb"',
  "\n\n",
  "\0",
  "\xc3\xa9",
];
const ROWS = [
  "1,2,3\n",
  '7,"8",9\n',
  '"a\n\n",b,"c,d"\n',
  'x,"y ""z""",w\n',
  "\n",
  ",,\n",
  "1,2\n",
  '7,"8"x,9\n',
  "1,2,3,4,5,6\n",
];
const BROKEN = ["\xff", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "\r"];

const files = fc
  .tuple(
    fc.constantFrom("", "", "", "\xef\xbb\xbf"),
    fc.constantFrom(HEADER, HEADER, HEADER, '"a",b,"c"\n', '"a\nz",b,c\n', "\na,b,c\n", 'a,"b,c\n'),
    fc.oneof(
      fc.array(fc.constantFrom(...ROWS), { maxLength: 30 }),
      fc.array(fc.constantFrom(...PARTS), { maxLength: 60 }),
      fc.array(fc.constantFrom(...ROWS, ...PARTS, ...BROKEN), { maxLength: 40 }),
    ),
    fc.constantFrom("\n", "\n", "\n", "\r\n", "\r"),
  )
  .map(([mark, header, parts, end]) => (mark + header + parts.join("")).replaceAll("\n", end));

test("any bytes: every record is a row or refused, with its own bytes and line", async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.constantFrom(null, 64), async (text, buffer) => {
      const records = split(text, buffer ?? 2_000_000);
      const good = records.filter(({ refused }) => !refused);
      const { rows, scan, path } = await read(latin1(text), buffer);
      expect(scan.total).toBe(records.length);
      expect(rows.length).toBe(good.length);
      for (const [ordinal, { values, isOdd }] of good.entries()) {
        // what DuckDB makes of a quote that opens again is its own business
        expect(isOdd || rows[ordinal]).toEqual(isOdd || padded(values));
      }
      const wanted = { ordinals: good.map((_, ordinal) => ordinal), dropped: scan.dropped };
      const located = await locateRecords(path, { format: "csv", header: true }, wanted, { chunkBytes: 11 });
      expect(located.records.map(({ raw, line, kind }) => [Buffer.from(raw).toString("latin1"), line, kind])).toEqual(
        records.map(({ raw, line, refused }) => [raw, line, refused ? "dropped" : "row"]),
      );
    }),
    { seed: 20261122, numRuns: Number(process.env.LOCATE_RUNS ?? 80) },
  );
});

interface Split {
  raw: string;
  line: number;
  values: string[];
  refused: boolean;
  isOdd: boolean;
}

/** The data records of a text, one letter a byte, found in another way than the walker's: field by field, with patterns. */
function split(text: string, maxLineBytes: number): Split[] {
  const records: Split[] = [];
  const body = text.replace(/^\xef\xbb\xbf/, "");
  const cursor = { at: 0 };
  const take = (pattern: RegExp) => {
    pattern.lastIndex = cursor.at;
    const found = pattern.exec(body)?.[0] ?? null;
    cursor.at += found?.length ?? 0;
    return found;
  };
  let line = 1;
  let lonely = false;
  let measuredFrom = -1;
  while (cursor.at < body.length) {
    const blank = take(/\r\n|\r|\n/y);
    if (blank !== null) {
      lonely = blank === "\r" && (lonely || line === 1);
      line += 1;
      continue;
    }
    const start = cursor.at;
    const values: string[] = [];
    let refused = false;
    let isOdd = false;
    do {
      const quoted = take(/ ?"(?:[^"]|"")*"(?: *"(?:[^"]|"")*")*(?! *") */y);
      const open = quoted === null ? take(/ ?".*/sy) : null;
      const rest = take(/[^,\r\n]*/y) ?? "";
      refused ||= open !== null || (quoted !== null && rest !== "");
      isOdd ||= quoted !== null && !/^ ?"(?:[^"]|"")*" *$/.test(quoted);
      values.push(quoted === null ? rest : quoted.trim().slice(1, -1).replaceAll('""', '"'));
    } while (take(/,/y) !== null);
    const raw = body.slice(start, cursor.at);
    refused ||= cursor.at - (measuredFrom < 0 ? start : measuredFrom) > maxLineBytes;
    refused ||= values.slice(COLUMNS).some((value) => value !== "") || !isUtf8(latin1(raw));
    records.push({ raw, line, values: values.map((value) => latin1(value).toString()), refused, isOdd });
    measuredFrom = records.length === 1 ? -1 : cursor.at;
    line += raw.split(lonely ? "\r" : "\n").length - 1;
    const end = take(/\r\n|\r|\n/y);
    lonely = end === "\r" && (lonely || records.length === 1);
    line += 1;
  }
  return records.slice(1);
}
