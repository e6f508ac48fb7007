import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDuckDb } from "./instance.ts";
import { type LocateOptions, locateRecords, type RecordLayout, type WantedRecords } from "./locate-records.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-locate-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CSV: RecordLayout = { format: "csv", header: true };
const LINES: RecordLayout = { format: "lines", header: false };
const FIRST_TEN = { ordinals: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], dropped: [] };

async function file(content: string | Uint8Array, name = "sales.csv"): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Line and raw text of what is found, as `line:text`, dropped ones with a minus before. */
async function found(
  content: string | Uint8Array,
  layout: RecordLayout = CSV,
  wanted: WantedRecords = FIRST_TEN,
  { name, ...options }: LocateOptions & { name?: string } = {},
): Promise<string[]> {
  const { records } = await locateRecords(await file(content, name), layout, wanted, options);
  return records.map(({ kind, line, raw }) => `${kind === "row" ? "" : "-"}${line}:${Buffer.from(raw).toString()}`);
}

describe("CSV", () => {
  test("quoted fields span lines, blank lines are no records", async () => {
    expect(await found('a,b\n1,"x\ny ""z"""\n\n\n2,3\n,\n')).toEqual(['2:1,"x\ny ""z"""', "6:2,3", "7:,"]);
  });

  test.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["a lone CR", "\r"],
  ])("lines end with %s", async (_, end) => {
    const text = ["a,b", "", "1,2", '3,"4', '5"', "", "6,7", "8,9"].join(end);
    expect(await found(text)).toEqual(["3:1,2", `4:3,"4${end}5"`, "7:6,7", "8:8,9"]);
  });

  test("line ends may be mixed", async () => {
    expect(await found("a,b\n1,2\r\n3,4\r5,6\n\r\n7,8")).toEqual(["2:1,2", "3:3,4", "4:5,6", "6:7,8"]);
  });

  test("a quote opens only where a field begins", async () => {
    expect(await found('a,b\n5" pipe,1\nx "y\n  "z\n,"q"\n')).toEqual(['2:5" pipe,1', '3:x "y', '4:  "z', '5:,"q"']);
    expect(await found('a,b\n1, "x\ny"\n2,3\n')).toEqual(['2:1, "x\ny"', "4:2,3"]);
  });

  test("text after a closing quote is plain text, another quote after spaces opens again", async () => {
    expect(await found('a,b\n1,"x"y"\n2,"x" "y\nz"\n3,4\n')).toEqual(['2:1,"x"y"', '3:2,"x" "y\nz"', "5:3,4"]);
  });

  test("an unterminated quote takes the rest of the file", async () => {
    expect(await found('a,b\n1,2\n3,"4\n5,6\n')).toEqual(["2:1,2", '3:3,"4\n5,6\n']);
  });

  test("quotes, escapes and delimiters of other kinds", async () => {
    const escaped = { ...CSV, escape: "\\" };
    expect(await found('a,b\n1,"\\"\n2,3"\n4,"x""\ny"\n', escaped)).toEqual(['2:1,"\\"\n2,3"', '4:4,"x""', '5:y"']);
    expect(await found('a,b\n1,"2\n3,4\n', { ...CSV, quote: "", escape: "" })).toEqual(['2:1,"2', "3:3,4"]);
    expect(await found("a;b\n1;'2\n3'\n", { ...CSV, delimiter: ";", quote: "'" })).toEqual(["2:1;'2\n3'"]);
    const double = { ...CSV, delimiter: "||" };
    expect(await found('a||b\n1||"2\n3"||4\n5|"6\n', double)).toEqual(['2:1||"2\n3"||4', '4:5|"6']);
  });

  test("a byte order mark, lines to skip and a missing header", async () => {
    expect(await found('\ufeff"a\nb",c\n1,2\n')).toEqual(["3:1,2"]);
    expect(await found('\ufeff"1\n2",3\n', { ...CSV, header: false })).toEqual(['1:"1\n2",3']);
    expect(await found('Sales "2026\n\r\na,b\r\n1,2\n', { ...CSV, skipLines: 2 })).toEqual(["4:1,2"]);
  });

  test("bytes that are no text stay as they are", async () => {
    const { records } = await locateRecords(await file(Buffer.from("a,b\n\0\xff,\xe9\n", "latin1")), CSV, FIRST_TEN);
    expect(records[0]?.raw).toEqual(Uint8Array.of(0, 0xff, 0x2c, 0xe9));
    expect(records[0]?.byteOffset).toBe(4);
  });

  test("places that DuckDB reports name the record they fall into, once each", async () => {
    // what reject_errors.line_byte_position - 1 was for this text
    const text = 'a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n"x\ny",2,3\n,,\n7,"8"9,3\n8,"un,1\n9,9,9\n';
    const wanted = { ordinals: [1, 2], dropped: [12, 16, 38, 38, 47] };
    expect(await found(text, CSV, wanted)).toEqual([
      "-3:4,5",
      "-5:6,7,8,9",
      '6:"x\ny",2,3',
      "8:,,",
      '-9:7,"8"9,3',
      '-10:8,"un,1\n9,9,9\n',
    ]);
    const windows = { ordinals: [0, 1], dropped: [14] };
    expect(await found("a,b,c\r\n1,2,3\r\n4\r\n5,6,7\r\n", CSV, windows)).toEqual(["2:1,2,3", "-3:4", "4:5,6,7"]);
  });
});

describe("lines", () => {
  test("each line that is not white space is a record, whatever it holds", async () => {
    const text = '{"a":1}\r\n\n \t\r\nbad "\n{"a":"x\ry"}\n\v\f\n{"a":2}';
    expect(await found(text, LINES)).toEqual(['1:{"a":1}', '4:bad "', '5:{"a":"x\ry"}', '7:{"a":2}']);
  });

  test("nothing but blank lines", async () => {
    const { records, total } = await locateRecords(await file("\n\n  \n"), LINES, FIRST_TEN);
    expect([records, total]).toEqual([[], 0]);
  });
});

test("compressed files, also of several parts", async () => {
  const [head, tail] = ["a,b\n1,2\n3,", "4\n5,6\n"].map((part) => Buffer.from(part)) as [Buffer, Buffer];
  for (const [name, pack] of [
    ["x.csv.gz", gzipSync],
    ["x.csv.zst", zstdCompressSync],
  ] as const) {
    const options = { name };
    expect(await found(Buffer.concat([pack(head), pack(tail)]), CSV, FIRST_TEN, options)).toEqual([
      "2:1,2",
      "3:3,4",
      "4:5,6",
    ]);
  }
  await expect(found(gzipSync(head).subarray(0, 15), CSV, FIRST_TEN, { name: "x.gz" })).rejects.toThrow(
    /unexpected end/,
  );
});

test("long records are cut, also where they span chunks", async () => {
  const text = `a,b\n1,${"x".repeat(50)}\n2,3\n`;
  for (const chunkBytes of [7, 1000]) {
    expect(await found(text, CSV, FIRST_TEN, { maxRaw: 10, chunkBytes })).toEqual(["2:1,xxxxxxxx", "3:2,3"]);
  }
});

test("nothing wanted, nothing read", async () => {
  const missing = join(folder, "missing.csv");
  expect(await locateRecords(missing, CSV, { ordinals: [], dropped: [] })).toEqual({ records: [], total: null });
  await expect(locateRecords(missing, CSV, FIRST_TEN)).rejects.toThrow(/ENOENT/);
});

test("an aborted signal stops the walk", async () => {
  const path = await file("a\n1\n2\n");
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(locateRecords(path, CSV, FIRST_TEN, { signal })).rejects.toThrow("enough");
  const packed = await file(gzipSync("a\n1\n2\n"), "x.gz");
  await expect(locateRecords(packed, CSV, FIRST_TEN, { signal })).rejects.toThrow();
});

test("chunks of any size give the same records", async () => {
  const bytes = fc
    .array(fc.constantFrom("1", ",", ",", "\n", "\r\n", "\r", '"', '"', " ", "é", "{}"), { maxLength: 60 })
    .map((parts) => parts.join(""));
  const layout = fc.constantFrom<RecordLayout>(CSV, { ...CSV, escape: "\\" }, { ...CSV, delimiter: "1," }, LINES);
  await fc.assert(
    fc.asyncProperty(bytes, layout, fc.integer({ min: 3, max: 20 }), async (text, how, chunkBytes) => {
      const path = await file(text);
      const wanted = { ordinals: Array.from({ length: 60 }, (_, ordinal) => ordinal), dropped: [] };
      expect(await locateRecords(path, how, wanted, { chunkBytes })).toEqual(await locateRecords(path, how, wanted));
    }),
    { seed: 20261122, numRuns: 100 },
  );
});

test("finds what DuckDB refused, byte for byte", async () => {
  const db = await openDuckDb();
  const path = join(folder, "sales.csv");
  const line = fc.constantFrom(
    "1,2,3",
    "4,5",
    '6,"7\n8",9',
    '"a""b",,',
    '1,"2"x,3',
    "1,2,3,4",
    "",
    " ",
    '5" x,6,7',
    "é,,",
  );
  const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean());
  await fc.assert(
    fc.asyncProperty(text, async ([lines, end, closed]) => {
      await writeFile(path, ["a,b,c", ...lines].join("\n").replaceAll("\n", end) + (closed ? end : ""));
      await db.connection.run("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans");
      const rows = await db.connection.runAndReadAll(
        `SELECT count(*) FROM read_csv('${path}', columns = {a: 'VARCHAR', b: 'VARCHAR', c: 'VARCHAR'}, auto_detect = false,
          header = true, delim = ',', quote = '"', escape = '"', store_rejects = true, parallel = false)`,
      );
      const errors = await db.connection.runAndReadAll(
        "SELECT line_byte_position - 1, any_value(csv_line) FROM reject_errors GROUP BY 1 ORDER BY 1",
      );
      const dropped = errors.getRows().map(([offset]) => Number(offset));
      const { records, total } = await locateRecords(path, CSV, { ordinals: [1e9], dropped });
      const trimmed = (text: string) => text.replace(/^[\r\n]+|[\r\n]+$/g, "");
      const refused = errors.getRows().map(([, text]) => trimmed(String(text)));
      expect(records.map(({ raw }) => Buffer.from(raw).toString())).toEqual(refused);
      expect(total).toBe(Number(rows.getRows()[0]?.[0]) + refused.length);
    }),
    { seed: 20261122, numRuns: 100 },
  );
  db.close();
});
