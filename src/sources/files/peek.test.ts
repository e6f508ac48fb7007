import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb } from "../../engines/duckdb/instance.ts";
import { detectEncoding } from "./encoding.ts";
import { type FileHead, peek, requireRows } from "./peek.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-peek-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const CSV = "date,total\n2026-01-02,3.50\n";
const look = async (content: string | Uint8Array, name = "sales.csv"): Promise<FileHead> => {
  await writeFile(join(folder, name), content);
  return peek({ path: join(folder, name), shown: name });
};
const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("text", () => {
  test("is described by its head", async () => {
    expect(await look(CSV)).toEqual({
      format: "csv",
      compression: "none",
      encoding: "utf-8",
      textEncoding: "utf-8",
      bom: false,
      headerOnly: false,
      lines: 2,
      longestLine: "2026-01-02,3.50".length,
      whole: true,
      bytes: Buffer.from(CSV),
    });
  });

  test.each([
    ["UTF-8 with a mark", `\ufeff${CSV}`, "utf-8", "utf-8", true],
    ["UTF-8", "a,b\ncafé,€\n", "utf-8", "utf-8", false],
    [
      "UTF-8 with a broken row",
      Buffer.concat([Buffer.from("a,b\ncafé ñandú"), latin1("caf\xe9,1\n")]),
      "utf-8",
      "utf-8",
      false,
    ],
    ["Latin-1", latin1("a,b\ncaf\xe9,\xf1and\xfa\n"), "latin-1", "windows-1252", false],
    ["Windows-1252", latin1("a,b\n3,50 \x80,x\n"), "latin-1", "windows-1252", false],
    ["UTF-16", Buffer.from(`\ufeff${CSV}`, "utf16le"), "utf-16", "utf-16le", true],
    ["UTF-16, big-endian", utf16be(`\ufeff${CSV}`), "utf-16", "utf-16be", true],
    ["UTF-16 without a mark", Buffer.from(CSV, "utf16le"), "utf-16", "utf-16le", false],
    ["UTF-16, big-endian without a mark", utf16be(CSV), "utf-16", "utf-16be", false],
  ])("%s", async (_, content, encoding, textEncoding, bom) => {
    expect(await look(content)).toMatchObject({ encoding, textEncoding, bom, format: "csv", lines: 2 });
  });

  test("any text written as UTF-8 is seen as UTF-8, wherever the head cuts it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.nat(), (text, cut) => {
        const bytes = Buffer.from(`id,${text}`);
        fc.pre(!text.includes("\0"));
        expect(detectEncoding(bytes.subarray(0, 3 + (cut % (bytes.length - 2)))).encoding).toBe("utf-8");
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test("old line ends count as lines", async () => {
    expect(await look("a,b\r1,2\r3,4\r")).toMatchObject({ lines: 3, longestLine: 3 });
    expect(await look("a,b\r\n\r\n1,2\r\n")).toMatchObject({ lines: 3, longestLine: 3 });
  });

  test("a stray NUL is left to the engine", async () => {
    expect(await look(`${CSV}2026-01-03,4\0\n`.padEnd(200, "2026-01-03,4\n"))).toMatchObject({ format: "csv" });
  });
});

describe("large files", () => {
  const long = `date,total\n${"2026-01-02,3.50\n".repeat(100_000)}`;

  test.each([
    ["plain", Buffer.from(long), "none"],
    ["gzip", gzipSync(long), "gz"],
    ["zstd", zstdCompressSync(long), "zst"],
    [
      "zstd in many frames",
      Buffer.concat(
        [long.slice(0, 7), long.slice(7, 900_000), long.slice(900_000)].map((part) => zstdCompressSync(part)),
      ),
      "zst",
    ],
  ])("%s: only the first mebibyte", async (_, content, compression) => {
    const head = await look(content);
    expect(head).toMatchObject({ compression, whole: false, headerOnly: false, format: "csv" });
    expect(Buffer.from(head.bytes).equals(Buffer.from(long).subarray(0, 2 ** 20))).toBe(true);
  });

  test("a first line of more than a mebibyte is read to its end", async () => {
    const head = await look(`${"column,".repeat(400_000)}\n${"1,".repeat(400_000)}\n`);
    expect(head).toMatchObject({ lines: 1, longestLine: 2_800_000, whole: false, headerOnly: false });
  });

  test("a first line beyond 16 MiB is refused without reading on", async () => {
    const path = join(folder, "line.csv");
    await writeFile(path, "a".repeat(17 * 2 ** 20));
    await truncate(path, 2 ** 30);
    await expect(peek({ path, shown: "line.csv" })).rejects.toMatchObject({
      code: "first_line_too_long",
      params: { file: "line.csv", mebibytes: 16 },
    });
  });

  test("a list may be one line", async () => {
    expect(await look(JSON.stringify(Array(100_000).fill({ date: "2026-01-02" })), "a.json")).toMatchObject({
      format: "json",
      whole: false,
    });
  });
});

describe("header only", () => {
  test.each([
    ["date,total\n", true],
    ["\ufeffdate;total\r\n\r\n", true],
    ["1001,2026-01-02,3.50\n", false],
    [CSV, false],
  ])("%j: %s", async (content, headerOnly) => {
    expect(await look(content)).toMatchObject({ headerOnly });
  });

  test("is an error only when no file has rows", async () => {
    const empty = { shown: "empty.csv", head: await look("date,total\n", "empty.csv") };
    const full = { shown: "full.csv", head: await look(CSV, "full.csv") };
    expect(() => requireRows([empty, full])).not.toThrow();
    expect(() => requireRows([empty, empty])).toThrow(/empty\.csv: the file has a header and no rows/);
  });
});

describe("what cannot be a table", () => {
  const gzip = gzipSync(CSV);
  const zstd = zstdCompressSync(CSV);
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const damaged = Buffer.from(gzip).fill(0x55, 12, 20);

  test.each([
    ["no bytes", "", "file_empty", {}],
    ["no bytes, compressed", gzipSync(""), "file_empty", {}],
    ["blank lines", "\n \r\n\t\n", "file_blank", {}],
    ["blank lines in UTF-16", Buffer.from("\ufeff\n\n \n", "utf16le"), "file_blank", {}],
    ["a picture", png, "foreign_file", { kind: "PNG" }],
    ["a PDF", "%PDF-1.7\n%âãÏÓ\n", "foreign_file", { kind: "PDF" }],
    ["an XML", '<?xml version="1.0"?>\n<sales/>\n', "foreign_file", { kind: "XML" }],
    ["a database", "SQLite format 3\0 etc.", "foreign_file", { kind: "SQLite" }],
    ["an xlsx", latin1("PK\x03\x04 [Content_Types].xml xl/workbook.xml"), "spreadsheet_file", { kind: "Excel" }],
    [
      "an ods",
      latin1("PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
      "spreadsheet_file",
      { kind: "OpenDocument" },
    ],
    ["an old xls", latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 etc."), "spreadsheet_file", { kind: "Excel 97-2003" }],
    [
      "a page under a spreadsheet's name",
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>',
      "spreadsheet_file",
      { kind: "Excel XML" },
    ],
    ["a login page", "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web_page_file", {}],
    ["a zip", latin1("PK\x03\x04 sales.csv"), "archive_file", { kind: "ZIP" }],
    ["a tar, compressed", gzipSync(`sales.csv${"\0".repeat(248)}ustar\0`), "archive_file", { kind: "tar" }],
    ["compressed twice", gzipSync(gzip), "archive_file", { kind: "gzip" }],
    [
      "noise",
      Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * index * 31 + index * 7) % 256)),
      "binary_file",
      {},
    ],
    ["nothing but NUL", Buffer.alloc(4096), "binary_file", {}],
    ["half a gzip", gzip.subarray(0, 20), "compressed_incomplete", {}],
    ["gzip's first bytes", gzip.subarray(0, 2), "compressed_incomplete", {}],
    ["a damaged gzip", damaged, "compressed_damaged", {}],
    ["half a zstd", zstd.subarray(0, 12), "compressed_incomplete", {}],
    ["a damaged zstd", Buffer.concat([zstd, Buffer.from("and more")]), "compressed_damaged", {}],
    ["an object over many lines", '{\n  "orders": [\n    {"id": 1}\n  ]\n}\n', "json_not_a_list", {}],
    ["a list within an object", '{"orders": [\n  {"id": 1}\n]}\n', "json_not_a_list", {}],
    ["a Parquet file that was cut off", "PAR1 half of it", "parquet_incomplete", {}],
    ["a compressed Parquet file", gzipSync("PAR1 all of it PAR1"), "parquet_compressed", {}],
    ["an encrypted Parquet file", "PARE all of it PARE", "parquet_encrypted", {}],
  ])("%s", async (_, content, code, params) => {
    await expect(look(content)).rejects.toMatchObject({
      name: "UserError",
      code,
      params: { file: "sales.csv", ...params },
    });
  });

  test("a folder, a missing file", async () => {
    await expect(peek({ path: folder, shown: "in" })).rejects.toMatchObject({
      code: "input_is_folder",
      params: { file: "in" },
    });
    await expect(peek({ path: join(folder, "none"), shown: "none" })).rejects.toMatchObject({ code: "file_not_found" });
  });
});

test("a Parquet file that DuckDB wrote is one, whatever its name", async () => {
  const db = await openDuckDb({ threads: 1 });
  const path = join(folder, "sales.dat");
  await db.connection.run(`COPY (SELECT range AS id FROM range(1000)) TO '${path}' (FORMAT parquet)`);
  db.close();
  expect(await peek({ path, shown: "sales.dat" })).toMatchObject({ format: "parquet", compression: "none" });
});

test("one broken row at the start does not hide what the rest is", async () => {
  expect(await look(`{"id": 1, "tot\n{"id": 2}\n`, "a.ndjson")).toMatchObject({ format: "ndjson", lines: 2 });
  expect(await look(`{"id": 1}\n{"id": 2}\n`, "a.csv")).toMatchObject({ format: "ndjson" });
});
