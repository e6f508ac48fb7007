import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CliRun, runInProcess } from "../../../test/fixtures/cli.ts";
import { needHdfs } from "../../../test/services/need-hdfs.ts";

// The other kind of checksum than in src/sources/hdfs/hdfs.test.ts.
const needed = needHdfs({ config: { "dfs.checksum.combine.mode": "COMPOSITE_CRC", "dfs.blocksize": 1024 * 1024 } });

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "vitrina-files-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

test("a folder of results goes there and all of it comes home, once", async () => {
  const big = Buffer.alloc(2_500_000, "ventas\n");
  write("results/sales_by_category.csv", "Ropa,10.00\n");
  write("results/parts/part 1.parquet", big);
  write("results/_SUCCESS", "");
  expect(await files("put", "results", at("/shop/results"))).toMatchObject({
    code: 0,
    stderr: "Copied: 3 files (2.5 MB). HDFS's checksums are right.\n",
  });
  const home = await files("get", at("/shop/results"), "./home");
  expect(home).toEqual({
    code: 0,
    stdout: "home/_SUCCESS  0 B\nhome/parts/part 1.parquet  2.5 MB\nhome/sales_by_category.csv  11 B\n",
    stderr: "Copied: 3 files (2.5 MB). HDFS's checksums are right.\n",
  });
  expect(readFileSync(join(cwd, "home/parts/part 1.parquet")).equals(big)).toBe(true);
  expect(readdirSync(join(cwd, "home")).sort()).toEqual(["_SUCCESS", "parts", "sales_by_category.csv"]);

  rmSync(join(cwd, "home/sales_by_category.csv"));
  expect(await files("get", at("/shop/results"), "./home")).toMatchObject({
    stdout: expect.stringContaining("part 1.parquet  2.5 MB  was there\n"),
    stderr: "Copied: 1 file (11 B), 2 there already. HDFS's checksums are right.\n",
  });
});

test("nothing is replaced unasked, and then all of it at once", async () => {
  write("a.csv", "first\n");
  write("b.csv", "other\n");
  await files("put", "a.csv", "b.csv", at("/force/"));
  write("a.csv", "secnd\n");
  write("b.csv", "longer than before\n");
  expect(await files("put", "a.csv", "b.csv", at("/force/"))).toEqual({
    code: 1,
    stdout: "",
    stderr: `${at("/force/a.csv")} and 1 more exist with another content. Replace them with --force, or choose another place.\n`,
  });
  expect(await files("put", "--force", "a.csv", "b.csv", at("/force"))).toMatchObject({ code: 0 });
  write("home/a.csv", "mine\n");
  const mine = await files("get", at("/force/*.csv"), "home", "--lang", "es");
  expect([mine.code, mine.stderr]).toEqual([
    1,
    `${join(cwd, "home/a.csv")}: este archivo existe con otro contenido. Reemplazarlo con --force, o elegir otro lugar.\n`,
  ]);
  expect(readdirSync(join(cwd, "home"))).toEqual(["a.csv"]);
  const forced = await files("get", at("/force/*.csv"), "home", "--force", "--format", "json");
  expect(JSON.parse(forced.stdout)).toEqual([
    { from: at("/force/a.csv"), to: join(cwd, "home/a.csv"), bytes: 6, proof: "checksum" },
    { from: at("/force/b.csv"), to: join(cwd, "home/b.csv"), bytes: 19, proof: "checksum" },
  ]);
  expect(readFileSync(join(cwd, "home/a.csv"), "utf8")).toBe("secnd\n");
});

test("ls tells people and programs, through hdfs:// as well", async () => {
  write("a.csv", "x".repeat(1500));
  await files("put", "a.csv", at("/list/sub/a.csv"));
  await files("put", "a.csv", at("/list/"));
  const { web, port, superuser } = needed.hdfs;
  const address = `hdfs://127.0.0.1:${port}/list`;
  const table = await files("ls", address, "--webhdfs", web, "--lang", "es");
  expect(table.stdout).toMatch(/^Cambiado +Propietario +Tamaño +Nombre\n.*\n.* 1,5 kB +a\.csv\n.* sub\/\n$/);
  const env = { VITRINA_WEBHDFS: web, HADOOP_USER_NAME: "ana" };
  const json = await runInProcess(["files", "ls", `${address}/*.csv`, "--format", "json"], { cwd, env });
  expect(JSON.parse(json.stdout)).toEqual([
    {
      address: `${address}/a.csv`,
      name: "a.csv",
      type: "file",
      size: 1500,
      modified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      owner: superuser,
      group: expect.any(String),
      permission: "644",
    },
  ]);
});

test("what cannot be done is said in one line with a remedy", async () => {
  write("a.csv", "x");
  const runs = await Promise.all([
    files("ls", at("/nothing")),
    files("put", "a.csv", at("/a.csv"), "--user", "guest"),
    files("put", "missing.csv", at("/a.csv")),
    files("get", `webhdfs://127.0.0.1:${needed.hdfs.port}/a`, "."),
    files("ls", "webhdfs://127.0.0.1:9/a"),
  ]);
  const expected = [
    /: no such file or folder\. See what is there/,
    /: guest may not do this \(Permission denied: user=guest.*\)\. Ask as another user/,
    /^missing\.csv: no such file or folder/,
    /answers, but not as WebHDFS.*usually 9870/,
    /nothing answers at http:\/\/127\.0\.0\.1:9 \(ECONNREFUSED\)/,
  ];
  for (const [at, run] of runs.entries()) {
    expect(run).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(expected[at] ?? /^$/) });
    expect(run.stderr).toMatch(/^[^\n]+\n$/);
  }
});

test.each([
  [["put", "a.csv"], 'put: "a.csv" is not understood. Expected at least one file and then an address'],
  [["put", "a.csv", "b.csv"], 'put: "b.csv" is not understood.'],
  [["get", "hdfs://nn/a"], 'get: "hdfs://nn/a" is not understood. Expected at least one address'],
  [["get", "hdfs://nn/a", "hdfs://nn/b"], 'get: "hdfs://nn/b" is not understood.'],
  [["ls", "shop"], 'ls: "shop" is not understood. Expected an address such as hdfs://host/path'],
  [["rm", "hdfs://nn/a"], 'ACTION: "rm" is not understood. Expected ls, put or get.'],
])("%j is wrong usage", async (args, sentence) => {
  expect(await files(...args)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(sentence) });
});

function files(...args: string[]): Promise<CliRun> {
  return runInProcess(["files", ...args], { cwd });
}

function at(path: string): string {
  return `${needed.hdfs.web.replace("http", "webhdfs")}${path}`;
}

function write(name: string, content: string | Buffer): void {
  mkdirSync(join(cwd, name, ".."), { recursive: true });
  writeFileSync(join(cwd, name), content);
}
