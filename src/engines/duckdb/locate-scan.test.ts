import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { locateRecords } from "./locate-records.ts";
import { rewriteRecords } from "./locate-rewrite.ts";
import { scanRecords } from "./locate-scan.ts";
import type { RecordLayout } from "./locate-walk.ts";

let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-scan-"));
  path = join(folder, "sales.csv");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CSV: RecordLayout = { format: "csv", header: true };
const LIMITS = { columns: 2, maxLineBytes: 30 };
const MIXED = Buffer.from(
  'a,b\n1,"2\n3"\r\n\r\n4,"5"6\n7,\xff\n8,9,10\n8,9,, ""\n11,12345678901234567890123456789\n13,14',
  "latin1",
);

test("counts records, line ends and what goes on over lines", async () => {
  await writeFile(path, MIXED);
  expect(await scanRecords(path, CSV, null)).toEqual({
    total: 7,
    dropped: [15],
    multiline: 1,
    unterminated: false,
    headerIsLine: true,
    lineEnds: { blank: 1, lf: 6, crlf: 2, cr: 0 },
  });
  const small = await scanRecords(path, CSV, null, { chunkBytes: 5 });
  expect(small).toEqual(await scanRecords(path, CSV, null));
});

test("with limits it also refuses what is not UTF-8, too wide or too long", async () => {
  await writeFile(path, MIXED);
  const { dropped } = await scanRecords(path, CSV, LIMITS);
  const { records } = await locateRecords(path, CSV, { ordinals: [], dropped });
  expect(records.map(({ line }) => line)).toEqual([5, 6, 7, 9]);
  const wider = await scanRecords(path, CSV, { columns: 3, maxLineBytes: 1000 });
  expect(wider.dropped.length).toBe(2);
});

test.each([
  ["quoted over two lines", '"a\nb",c\n1,2\n', false],
  ["after a blank line", "\na,b\n1,2\n", false],
  ["ill formed", '"a"x,b\n1,2\n', false],
  ["never closed", 'a,"b\n1,2\n', false],
  ["quoted", '\ufeff"a","b"\n1,2\n', true],
])("a header that is %s", async (_, text, headerIsLine) => {
  await writeFile(path, text);
  expect((await scanRecords(path, CSV, null)).headerIsLine).toBe(headerIsLine);
});

test("a copy holds the good records as they are, each on its line, for its owner only", async () => {
  await writeFile(path, MIXED);
  const copy = join(folder, "copy.csv");
  const scan = await rewriteRecords(path, copy, CSV, LIMITS);
  expect(await readFile(copy, "utf8")).toBe('\ufeff1,"2\n3"\n8,9,, ""\n13,14\n');
  expect(scan).toEqual(await scanRecords(path, CSV, LIMITS));
  expect(process.platform === "win32" ? 0 : (await stat(copy)).mode & 0o077).toBe(0);
  await expect(rewriteRecords(path, copy, CSV, LIMITS)).rejects.toThrow(/EEXIST/);
});

test("the rows of a copy are found in the original", async () => {
  await writeFile(path, MIXED);
  const copy = join(folder, "copy.csv");
  const { dropped } = await rewriteRecords(path, copy, CSV, LIMITS);
  const { records } = await locateRecords(path, CSV, { ordinals: [1, 2], dropped });
  expect(records.filter(({ kind }) => kind === "row").map(({ line }) => line)).toEqual([8, 10]);
});
