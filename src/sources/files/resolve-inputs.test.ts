import { once } from "node:events";
import { chmod, link, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resolveInputs } from "./resolve-inputs.ts";

let cwd = "";
const CSV = "date,total\n2026-01-02,3.50\n";
const NDJSON = '{"date":"2026-01-02","total":3.5}\n';

beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), "vitrina-inputs-")));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const files = async (...names: string[]) => {
  for (const name of names) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), name.includes("json") ? NDJSON : CSV);
  }
};
const found = (inputs: string[], stdin = Readable.from([] as Buffer[])) =>
  resolveInputs(inputs, { cwd, stdin, spoolFolder: join(cwd, ".spool") });
const shown = async (...inputs: string[]) => (await found(inputs)).map((file) => file.shown);

describe("files", () => {
  test("keep the order in which they were named and are absolute", async () => {
    await files("b.csv", "a.ndjson");
    expect(await found(["b.csv", "./a.ndjson"])).toEqual([
      { path: join(cwd, "b.csv"), shown: "b.csv", compression: "none", format: "csv", bytes: CSV.length },
      { path: join(cwd, "a.ndjson"), shown: "./a.ndjson", compression: "none", format: "ndjson", bytes: NDJSON.length },
    ]);
  });

  test("named twice are read once, by whatever name", async () => {
    await files("sub/a.csv");
    await symlink(join(cwd, "sub/a.csv"), join(cwd, "again.csv"));
    expect(
      await shown("sub/a.csv", "again.csv", "sub", "sub/*.csv", pathToFileURL(join(cwd, "sub/a.csv")).href),
    ).toEqual(["sub/a.csv"]);
  });

  test("of equal content are two files", async () => {
    await files("a.csv", "b.csv");
    await link(join(cwd, "a.csv"), join(cwd, "c.csv"));
    expect(await shown("a.csv", "b.csv", "c.csv")).toHaveLength(3);
  });

  test("are told apart by what is in them, not by their names", async () => {
    await writeFile(join(cwd, "a.csv"), gzipSync(NDJSON));
    await writeFile(join(cwd, "b.json"), zstdCompressSync(` [\n${NDJSON}]`));
    await writeFile(join(cwd, "c.gz"), CSV);
    await writeFile(join(cwd, "d.csv"), "[id],[date]\n1,2026-01-02\n");
    await writeFile(join(cwd, "e.json"), "\ufeff{}\n");
    await writeFile(join(cwd, "f.ndjson"), `half a row"}\n${NDJSON}`);
    const kinds = await found(["a.csv", "b.json", "c.gz", "d.csv", "e.json", "f.ndjson"]);
    expect(kinds.map(({ format, compression }) => `${format} ${compression}`)).toEqual([
      "ndjson gz",
      "json zst",
      "csv none",
      "csv none",
      "ndjson none",
      "ndjson none",
    ]);
  });
});

describe("folders", () => {
  test("give their data files and those below, in natural order, and nothing that is not data", async () => {
    await files("in/10.csv", "in/9.csv.gz", "in/sub/2.parquet", "in/z.jsonl", "in/a.tsv", "in/_SUCCESS", "in/.b.csv");
    await files("in/_temporary/c.csv", "in/.hidden/d.csv", "in/README.md", "in/notes.txt", "in/mapping.yaml");
    await symlink("..", join(cwd, "in/sub/up"));
    expect(await shown("in")).toEqual(
      ["9.csv.gz", "10.csv", "a.tsv", "sub/2.parquet", "z.jsonl"].map((name) => join("in", name)),
    );
  });

  test("leave out the results of earlier runs", async () => {
    await files(
      "in/sales.csv",
      "in/results/clean_sales.parquet",
      "in/results/sales_by_day.csv",
      "in/export/summary.json",
    );
    await writeFile(join(cwd, "in/results/summary.json"), '{\n  "vitrina": "0.1.0"\n}');
    expect(await shown("in")).toEqual([join("in", "export/summary.json"), join("in", "sales.csv")]);
  });

  test("of results are told apart from folders without data", async () => {
    await files("resultados/transacciones_limpias.parquet/part-00000.parquet", "resultados/rechazos.csv");
    await writeFile(join(cwd, "resultados/summary.json"), '{\n  "vitrina": "0.1.0"\n}');
    const sales = join("resultados", "transacciones_limpias.parquet");
    const params = { folder: "resultados", sales };
    await expect(shown("resultados")).rejects.toMatchObject({ code: "folder_of_results", params });
    expect(await shown(sales)).toEqual([join(sales, "part-00000.parquet")]);
  });

  test("without data are an error", async () => {
    await files("in/README.md");
    await expect(shown("in")).rejects.toMatchObject({ code: "folder_without_data", params: { folder: "in" } });
  });
});

describe("patterns", () => {
  test("match as in a shell, in natural order", async () => {
    await files("in/day10.csv", "in/day2.csv", "in/_old.csv", "in/.day3.csv", "in/sub/day1.csv", "in/data.txt");
    expect(await shown("in/*.csv")).toEqual(["in/day2.csv", "in/day10.csv"]);
    expect(await shown("in/**/day{1,2}.csv")).toEqual(["in/day2.csv", "in/sub/day1.csv"]);
    expect(await shown("in/_*.csv")).toEqual(["in/_old.csv"]);
    expect(await shown("in/*.txt")).toEqual(["in/data.txt"]);
    expect(await shown("in/s*")).toEqual(["in/sub/day1.csv"]);
  });

  test("give way to a file of that very name", async () => {
    await files("sales[1].csv", "sales1.csv");
    expect(await shown("sales[1].csv")).toEqual(["sales[1].csv"]);
  });

  test("without a match are an error", async () => {
    await expect(shown("in/*.csv")).rejects.toMatchObject({
      code: "pattern_without_match",
      params: { pattern: "in/*.csv" },
    });
  });
});

describe("standard input", () => {
  test("is kept in a file whose name tells what it is", async () => {
    const packed = zstdCompressSync(NDJSON);
    const [file] = await found(["-", "-"], Readable.from([packed.subarray(0, 5), packed.subarray(5)]));
    expect(file).toMatchObject({ shown: "stdin", format: "ndjson", compression: "zst", bytes: packed.length });
    expect(file?.path).toMatch(/\.ndjson\.zst$/);
    expect(await readFile(file?.path ?? "")).toEqual(packed);
  });

  test("that breaks off is an error of its own", async () => {
    async function* broken() {
      yield Buffer.from(CSV);
      throw Object.assign(new Error("read"), { code: "EISDIR" });
    }
    await expect(found(["-"], Readable.from(broken()))).rejects.toMatchObject({ code: "input_is_folder" });
  });

  test("that cannot be kept names the folder", async () => {
    await files("a.csv");
    const options = { cwd, stdin: Readable.from([CSV]), spoolFolder: join(cwd, "a.csv", "spool") };
    await expect(resolveInputs(["-"], options)).rejects.toMatchObject({ code: "output_not_writable" });
  });
});

describe("what is not there", () => {
  test.each([
    ["nothing.csv", "file_not_found"],
    ["", "file_not_found"],
    ["a.csv/b.csv", "file_not_found"],
    ["/dev/null", "input_not_a_file"],
    ["hdfs://host:9000/sales", "address_not_read"],
    ["s3a://bucket/sales", "address_not_read"],
    ["https://shop.example/sales.csv", "address_not_read"],
    ["file://host%zz/sales.csv", "bad_file_address"],
    ["file://elsewhere/sales.csv", "bad_file_address"],
  ])("%j: %s", async (input, code) => {
    await files("a.csv");
    await expect(found([input])).rejects.toMatchObject({ name: "UserError", code });
  });

  test.runIf(process.platform !== "win32")("what is no file has to come through standard input", async () => {
    const server = createServer().listen(join(cwd, "socket.csv"));
    await once(server, "listening");
    await expect(found(["socket.csv"])).rejects.toMatchObject({ code: "input_not_a_file" });
    server.close();
  });

  test.runIf(process.platform !== "win32")("a broken link is a missing file", async () => {
    await files("in/b.csv");
    await symlink("gone.csv", join(cwd, "in/a.csv"));
    await expect(found(["in"])).rejects.toMatchObject({
      code: "file_not_found",
      params: { file: join("in", "a.csv") },
    });
  });

  test.runIf(process.platform !== "win32")("a closed file names the cause", async () => {
    await files("in/a.csv");
    await chmod(cwd, 0o755);
    await chmod(join(cwd, "in/a.csv"), 0o000);
    const closed = { name: "UserError", code: "input_not_readable", params: { file: "in/a.csv", cause: "EACCES" } };
    await asNobody(() => expect(found(["in/a.csv"])).rejects.toMatchObject(closed));
    await chmod(join(cwd, "in"), 0o000);
    await asNobody(() =>
      expect(found(["in"])).rejects.toMatchObject({ ...closed, params: { file: "in", cause: "EACCES" } }),
    );
    await chmod(join(cwd, "in"), 0o700);
  });
});

/** Nothing is closed to root, as whom containers run tests. */
async function asNobody(check: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    await check();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

test("an absolute path is shown as it was written", async () => {
  await files("a.csv");
  const path = join(cwd, "a.csv");
  expect(await shown(path)).toEqual([path]);
});
