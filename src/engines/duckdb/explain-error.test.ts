import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainReadError } from "./explain-error.ts";
import { type DuckDb, openDuckDb } from "./instance.ts";

let folder = "";
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-explain-"));
  db = await openDuckDb({ threads: 1, memory: "100MB", spillFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
/** The error that DuckDB itself gives for a query. */
const errorOf = async (sql: string): Promise<string> => {
  try {
    await db.connection.runAndReadAll(sql);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("DuckDB found nothing wrong.");
};
const explained = async (sql: string, file = "sales.csv") => explainReadError(await errorOf(sql), file);
const csv = (path: string, options = "") =>
  `SELECT max(a), max(b) FROM read_csv('${path}', delim = ',', quote = '"', header = true, auto_detect = false, columns = {a: 'VARCHAR', b: 'VARCHAR'}${options})`;
const json = (path: string, format: string) =>
  `SELECT count(a) FROM read_json('${path}', format = '${format}', columns = {a: 'VARCHAR'})`;

describe("what DuckDB says is explained", () => {
  test("a row that is too long", async () => {
    const path = await put("long.csv", `a,b\n1,2\n3,${"x".repeat(3_000_000)}\n`);
    expect(await explained(csv(path, ", max_line_size = 2097152"))).toMatchObject({
      code: "line_too_long",
      params: { file: "sales.csv", line: 3, mebibytes: 2 },
    });
  });

  test("a row that is longer than its buffers", async () => {
    const path = await put("longer.csv", `a,b\n1,2\n3,${"x".repeat(40_000_000)}\n5,6\n`);
    expect(await explained(csv(path))).toMatchObject({ code: "line_too_long" });
  });

  test("a long JSON object", async () => {
    const path = await put("long.ndjson", `{"a": "${"x".repeat(40_000_000)}"}\n`);
    expect(await explained(json(path, "newline_delimited"))).toMatchObject({
      code: "line_too_long",
      params: { line: null, mebibytes: 16 },
    });
  });

  test("JSON that is none", async () => {
    const path = await put("half.json", '[{"a": 1}, {"a":');
    expect(await explained(json(path, "array"))).toMatchObject({ code: "json_damaged", params: { file: "sales.csv" } });
  });

  test("another encoding further on", async () => {
    const path = await put("mixed.csv", Buffer.from("a,b\n1,ok\n2,caf\xe9\n", "latin1"));
    expect(await explained(csv(path))).toMatchObject({ code: "wrong_encoding", params: { line: 3 } });
    expect(
      await explained(csv(await put("euro.csv", Buffer.from("a,b\n1,\x80\n", "latin1")), ", encoding = 'latin-1'")),
    ).toMatchObject({
      code: "wrong_encoding",
    });
  });

  test("damaged compression", async () => {
    const rows = `a,b\n${"1,2\n".repeat(100)}`;
    const noise = Buffer.from("neither");
    for (const [name, content] of [
      ["plain.csv.gz", Buffer.from(rows)],
      ["tail.csv.gz", Buffer.concat([gzipSync(rows), noise])],
      ["plain.csv.zst", Buffer.from(rows)],
      ["tail.csv.zst", Buffer.concat([zstdCompressSync(rows), noise])],
    ] as const) {
      expect(await explained(csv(await put(name, content)))).toMatchObject({ code: "compressed_damaged" });
    }
  });

  test("Parquet that is cut off or damaged", async () => {
    const path = join(folder, "whole.parquet");
    await db.connection.run(
      `COPY (SELECT range AS id, md5(range::VARCHAR) AS code FROM range(20000)) TO '${path}' (FORMAT parquet)`,
    );
    const whole = await readFile(path);
    const read = async (content: Uint8Array) =>
      explained(
        `SELECT count(DISTINCT code), sum(id) FROM read_parquet('${await put("broken.parquet", content)}')`,
        "sales.parquet",
      );
    const incomplete = { code: "parquet_incomplete", params: { file: "sales.parquet" } };
    expect(await read(whole.subarray(0, whole.length >> 1))).toMatchObject(incomplete);
    expect(await read(Buffer.from("PAR1"))).toMatchObject(incomplete);
    expect(await read(Buffer.from("PAR1 and nothing else PAR1"))).toMatchObject(incomplete);
    expect(await read(Buffer.from(whole).fill(0x55, 4, 60))).toMatchObject(incomplete);
    expect(await read(Buffer.from(whole).fill(0xff, whole.length - 200, whole.length - 8))).toMatchObject(incomplete);
  });

  test("too little memory", async () => {
    expect(await explained("SELECT list(md5(range::VARCHAR)) FROM range(20000000)")).toMatchObject({
      code: "out_of_memory",
      params: { limit: "95.3 MiB" },
    });
  });

  test("too little room for temporary data", async () => {
    await db.connection.run("SET max_temp_directory_size = '1MB'");
    expect(
      await explained("CREATE TABLE t AS SELECT md5(range::VARCHAR) AS code, random() AS r FROM range(10000000)"),
    ).toMatchObject({
      code: "temporary_disk_full",
      params: { limit: "976.5 KiB" },
    });
  });

  test("a missing file and a request to stop", async () => {
    expect(await explained(csv(join(folder, "none.csv")))).toMatchObject({ code: "file_not_found" });
    const long = errorOf("SELECT sum(hash(a.range + b.range)) FROM range(1000000) a, range(1000000) b");
    db.connection.interrupt();
    const interrupting = setInterval(() => db.connection.interrupt(), 5);
    expect(explainReadError(await long, "sales.csv")).toMatchObject({ code: "cancelled" });
    clearInterval(interrupting);
  });

  test.runIf(process.platform === "linux")("a full disk", async () => {
    expect(
      await explained("COPY (SELECT range FROM range(1000000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)"),
    ).toMatchObject({
      code: "disk_full",
      params: { path: "/dev/full" },
    });
  });
});

/** Seen with DuckDB 1.5.5 on a small disk, a disk mounted read-only and another user's folder. */
describe("what takes a disk of its own to see", () => {
  test.each([
    [
      'IO Error: Could not write file "/shop/results/.vitrina-new-12-ab/sales_by_day.parquet": No space left on device',
      { code: "disk_full", params: { path: "/shop/results/sales_by_day.parquet" } },
    ],
    [
      'IO Error: Could not write file "/shop/results/.vitrina-new-12-ab/.work/stage-0.parquet": No space left on device',
      { code: "disk_full", params: { path: "/shop/results" } },
    ],
    [
      'IO Error: Cannot open file "/shop/results/.vitrina-new-12-ab/clean_sales.parquet": Read-only file system',
      { code: "output_no_permission", params: { path: "/shop/results/clean_sales.parquet" } },
    ],
    [
      'IO Error: Failed to create directory "/tmp/spill": Permission denied',
      { code: "output_no_permission", params: { path: "/tmp/spill" } },
    ],
    [
      'IO Error: Cannot open file "/shop/in/sales.csv": Permission denied',
      { code: "input_not_readable", params: { file: "in/sales.csv", cause: "EACCES" } },
    ],
  ])("%s", (message, expected) => {
    expect(explainReadError(message, "in/sales.csv")).toMatchObject({ name: "UserError", ...expected });
  });
});

test("our own mistakes are not explained away", async () => {
  expect(await explained("SELECT no_such_column FROM range(1)")).toBeUndefined();
});
