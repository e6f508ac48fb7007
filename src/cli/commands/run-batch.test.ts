import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";

const SALES = [
  "transaction_id,timestamp,customer_id,product_id,category,quantity,unit_price,total,payment_method,status",
  "1,2026-03-01 10:00:00,7,1,Libros,2,10.00,20.00,Tarjeta,Completada",
  "2,2026-03-02 11:30:00,8,2,Hogar,1,100.05,100.05,PayPal,Pendiente",
  "3,2026-03-03 12:00:00,7,1,Libros,1,10.00,10.00,Tarjeta,Cancelada",
  "4,2026-03-03 13:00:00,9,3,Ropa,1,5.00,0.00,Tarjeta,Completada",
  "2,2026-03-04 13:00:00,9,3,Ropa,1,5.00,5.00,Tarjeta,Completada",
  "",
].join("\n");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-cli-"));
  writeFileSync(join(folder, "sales.csv"), SALES);
  writeFileSync(join(folder, "orders.csv"), "date,euros\n2026-03-01,10.00\n2026-03-02,20.50\n");
  writeFileSync(join(folder, "orders.yaml"), "columns: {timestamp: date, total: euros}\ncurrency: EUR\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);
const batch = (...argv: string[]) => runInProcess(["batch", ...argv], { cwd: folder });

test("--format json prints the object of the contract, and nothing else", async () => {
  const { code, stdout } = await batch("sales.csv", "--format", "json", "--out", "as-json");
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  expect(Object.keys(result)).toEqual(["quality", "analyses"]);
  expect(result.quality).toEqual({
    read: 5,
    accepted: 3,
    rejected: 2,
    reasons: { non_positive_total: 1, duplicate_id: 1 },
    warnings: {},
  });
  expect(Object.keys(result.analyses)).toEqual([
    "summary_statistics",
    "sales_by_category",
    "sales_by_payment_method",
    "top_products",
    "sales_by_day",
    "sales_by_hour",
    "sales_by_weekday",
    "sales_by_status",
    "revenue_summary",
  ]);
  expect(result.analyses.sales_by_category).toEqual([
    { category: "Hogar", transactions: 1, gross_sales: "100.05", average_sale: "100.05" },
    { category: "Libros", transactions: 2, gross_sales: "30.00", average_sale: "15.00" },
  ]);
  expect(result.analyses.revenue_summary).toEqual([
    expect.objectContaining({ gross_sales: "130.05", net_sales: "20.00", pending_value: "100.05" }),
  ]);
});

test("--analysis chooses, in the order asked for; all is all; Spanish names are understood", async () => {
  const asked = ["--analysis", "sales_by_month", "--analysis", "ventas_por_dia", "--analysis", "sales_by_month"];
  const { stdout } = await batch("sales.csv", "--format", "json", "--out", "some", ...asked);
  expect(Object.keys(JSON.parse(stdout).analyses)).toEqual(["sales_by_month", "sales_by_day"]);
  const all = await batch("sales.csv", "--format", "json", "--out", "all", "--analysis", "all");
  expect(Object.keys(JSON.parse(all.stdout).analyses)).toContain("monthly_cohorts");
});

test("with a mapping; analyses that want a column the shop lacks are named apart", async () => {
  const { code, stdout } = await batch("orders.csv", "--mapping", "orders.yaml", "--format", "json", "--out", "mapped");
  expect(code).toBe(0);
  const { analyses, unavailable } = JSON.parse(stdout);
  expect(analyses.revenue_summary[0].gross_sales).toBe("30.50");
  expect(unavailable).toMatchObject({ sales_by_category: ["category"], sales_by_status: ["status"] });
  expect(analyses).not.toHaveProperty("sales_by_category");
});

test("tables go to stdout, where the results are to stderr", async () => {
  const { code, stdout, stderr } = await batch("sales.csv", "--report", "--csv", "--json", "--out", "tables");
  expect(code).toBe(0);
  expect(stdout).toContain("5 rows read = 3 accepted + 2 rejected");
  expect(stderr).toBe("\nResults: tables/\nReport:  tables/report.html\n");
  const written = readdirSync(path("tables"));
  expect(written).toEqual(
    expect.arrayContaining([
      "report.html",
      "summary.json",
      "sales_by_day.csv",
      "sales_by_day.json",
      "sales_by_day.parquet",
    ]),
  );
  expect(written.filter((name) => name.startsWith("."))).toEqual([]);
});

test("results go to a folder named in the reader's language", async () => {
  const { stdout, stderr } = await batch("sales.csv", "--lang", "es");
  expect(stdout).toContain("5 filas leídas = 3 aceptadas + 2 rechazadas");
  expect(stderr).toBe("\nResultados: resultados/\n");
  expect(existsSync(path("resultados/transacciones_limpias.parquet"))).toBe(true);
});

test("colour only on a terminal, and NO_COLOR is respected", async () => {
  const run = (io: Parameters<typeof runInProcess>[1]) =>
    runInProcess(["batch", "sales.csv", "--out", "colour"], { cwd: folder, ...io });
  const terminal = { columns: 80 };
  expect((await run({})).stdout).not.toContain("\x1b");
  expect((await run({ terminal })).stdout).toContain("\x1b[1m");
  expect((await run({ terminal, env: { NO_COLOR: "1" } })).stdout).not.toContain("\x1b");
  expect((await run({ terminal, env: { TERM: "dumb" } })).stdout).not.toContain("\x1b");
});

test.each([
  ["1", 1],
  ["39%", 1],
  ["0.39", 1],
  ["2", 0],
  ["40%", 0],
])("--max-rejected %s with 2 of 5 rows rejected: exit %i", async (limit, expected) => {
  const out = `limit-${limit}`;
  const { code, stdout, stderr } = await batch("sales.csv", "--max-rejected", limit, "--out", out);
  expect(code).toBe(expected);
  expect(stdout).toContain("5 rows read");
  expect(existsSync(path(`${out}/rejected_rows.csv`))).toBe(true);
  const failed = `2 of 5 rows were rejected (40.00%), more than --max-rejected ${limit}. The results were written; the rejected rows and their reasons are in ${out}/rejected_rows.csv.\n`;
  expect(stderr).toBe(expected === 1 ? failed : `\nResults: ${out}/\n`);
});

test("a file that is not understood: exit 1, one line, and the proposed mapping on stdout, which then works", async () => {
  const { code, stdout, stderr } = await batch("orders.csv", "--out", "none");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^orders\.csv: not understood without a mapping .*--mapping FILE\.\n$/);
  expect(existsSync(path("none"))).toBe(false);
  writeFileSync(path("printed.yaml"), stdout);
  const again = await batch("orders.csv", "--mapping", "printed.yaml", "--format", "json", "--out", "printed");
  expect(JSON.parse(again.stdout).quality).toMatchObject({ read: 2, accepted: 2 });
});

test("for a program the proposal is not printed; --propose writes it to a new file, and never over another", async () => {
  expect(await batch("orders.csv", "--format", "json")).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^orders\.csv: .*--propose FILE.*\n$/),
  });
  expect(await batch("orders.csv", "--format", "json", "--propose", "proposed.yaml")).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^orders\.csv: .*written to proposed\.yaml.*\n$/),
  });
  const proposed = readFileSync(path("proposed.yaml"), "utf8");
  expect(proposed).toContain("timestamp: date");
  expect(await batch("orders.csv", "--propose", "proposed.yaml")).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^proposed\.yaml: this file exists .*\n$/),
  });
  expect(readFileSync(path("proposed.yaml"), "utf8")).toBe(proposed);
});

test("an input that is understood needs no proposal", async () => {
  const { code, stderr } = await batch("sales.csv", "--propose", "unneeded.yaml", "--out", "unneeded");
  expect(code).toBe(0);
  expect(stderr).toContain("Nothing was proposed in unneeded.yaml");
  expect(existsSync(path("unneeded.yaml"))).toBe(false);
});

test("reads standard input", async () => {
  const { code, stdout } = await runInProcess(["batch", "-", "--format", "json", "--out", "stdin"], {
    cwd: folder,
    stdin: Readable.from([SALES.slice(0, 100), SALES.slice(100)]),
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout).quality.read).toBe(5);
});

test.each([
  [["missing.csv"], /^missing\.csv: no such file/],
  [["sales.csv", "--mapping", "missing.yaml"], /^missing\.yaml: no such file/],
  [["sales.csv", "--mapping", "."], /^\.: a folder was found/],
  [["sales.csv", "--out", "sales.csv"], /sales\.csv: a file stands where a folder is needed/],
  [["sales.csv", "--engine", "spark"], /^No Spark is named\. Give its address with --spark/],
  [
    ["sales.csv", "--engine", "spark", "--spark", "sc://127.0.0.1:1"],
    /^No server answers at sc:\/\/127\.0\.0\.1:1 .*Start Spark Connect/,
  ],
  [["sales.csv", "--engine", "spark", "--spark", "sc://h/;token"], /^--spark: The Spark address cannot be understood/],
  [["sales.csv", "--out", "hdfs://h/x"], /^--out hdfs:\/\/h\/x: only a batch on Spark writes there/],
  [
    ["sales.csv", "--engine", "spark", "--out", "s3a://b/x", "--report"],
    /^--report writes to a folder of this machine/,
  ],
])("fails in one line: %j", async (argv, sentence) => {
  const { code, stdout, stderr } = await batch("--out", "failed", ...argv);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.trimEnd()).toMatch(sentence);
  expect(stderr.split("\n")).toHaveLength(2);
  expect(existsSync(path("failed"))).toBe(false);
});

test("what is on the line holds over the mapping file", async () => {
  const argv = ["orders.csv", "--mapping", "orders.yaml", "--currency", "usd", "--time-zone", "America/Lima"];
  await batch(...argv, "--out", "overridden");
  const { shop } = JSON.parse(readFileSync(path("overridden/summary.json"), "utf8"));
  expect(shop).toMatchObject({ currency: "USD", timeZone: "America/Lima" });
});

test("a run that is stopped before it begins leaves nothing", async () => {
  const run = await runInProcess(["batch", "sales.csv", "--out", "stopped"], {
    cwd: folder,
    signal: AbortSignal.abort(new DOMException("stopped by SIGTERM", "SIGTERM")),
  });
  expect(run).toEqual({ code: 143, stdout: "", stderr: "Stopped: nothing half-written.\n" });
  expect(existsSync(path("stopped"))).toBe(false);
});

test("a long value among the first rows is kept, one beyond 16 MiB costs its own row and no other", async () => {
  const notes = (row: number) => "x".repeat(row === 500 ? 3 * 2 ** 20 : row === 600 ? 18 * 2 ** 20 : 1);
  const rows = Array.from({ length: 1000 }, (_, row) => `${row},2026-03-01 10:00:00,5.00,${notes(row)}`);
  writeFileSync(path("long.csv"), ["transaction_id,timestamp,total,notes", ...rows, ""].join("\n"));
  const { code, stdout } = await batch(
    "long.csv",
    "--format",
    "json",
    "--out",
    "long",
    "--analysis",
    "revenue_summary",
  );
  expect(code).toBe(0);
  const { quality, analyses } = JSON.parse(stdout);
  expect(quality).toMatchObject({ read: 1000, accepted: 999, rejected: 1, reasons: { unreadable: 1 } });
  expect(analyses.revenue_summary[0].gross_sales).toBe("4995.00");
});
