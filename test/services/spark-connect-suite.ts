import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromArrays } from "apache-arrow";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { SparkLine } from "../../services/spark/jars.ts";
import {
  explainPlan,
  inputFiles,
  isStreaming,
  parseDdl,
  persist,
  schemaOf,
  treeString,
  unpersist,
} from "../../src/engines/spark/connect/analyze.ts";
import { viewCommand, writeCommand } from "../../src/engines/spark/connect/commands.ts";
import { getAllConfig, getConfig, setConfig, unsetConfig } from "../../src/engines/spark/connect/config.ts";
import type { SparkSession } from "../../src/engines/spark/connect/link.ts";
import {
  localRelation,
  observed,
  sourceRelation,
  sqlRelation,
  tableRelation,
  withoutDuplicates,
} from "../../src/engines/spark/connect/relations.ts";
import { collectRows, collectTable, queryRows, runCommand, runSql } from "../../src/engines/spark/connect/results.ts";
import type { Row } from "../../src/engines/spark/connect/rows.ts";
import { closeSession, openSession } from "../../src/engines/spark/connect/session.ts";
import type { MetricValue } from "../../src/engines/spark/connect/side-results.ts";
import { needSpark } from "./need-spark.ts";
import { testInterrupts } from "./spark-connect-interrupts.ts";
import { sparkStreamsSuite } from "./spark-connect-streams-suite.ts";

/** What the client does, on a real server of either line. */
export function sparkConnectSuite(line: SparkLine): void {
  // Spark 3.5 asks for none.
  const token = line === "3.5" ? undefined : "s3cret-t0ken";
  const needed = needSpark({
    line,
    ...(token === undefined ? {} : { token }),
    conf: { "spark.connect.grpc.maxInboundMessageSize": "1m" },
  });
  const address = () => `${needed.spark.address}${token === undefined ? "" : `/;token=${token}`}`;
  let session: SparkSession;
  let folder: string;

  describe("streams", () => sparkStreamsSuite(needed.available, address));

  beforeAll(async () => {
    if (!needed.available) return;
    folder = await mkdtemp(join(tmpdir(), "spark-connect-"));
    session = await openSession(address());
    return async () => {
      await closeSession(session);
      await rm(folder, { recursive: true });
    };
  });

  test("every type comes exactly", async () => {
    const [row] = await queryRows(
      session,
      `SELECT true AS flag, tinyint(-128) AS tiny, smallint(-32768) AS small, -2147483648 AS whole,
         9223372036854775807 AS big, float(1.5) AS single, double(0.1) AS twice, binary('añ') AS bytes,
         CAST('-99999999999999999999999999999999999.999' AS DECIMAL(38,3)) AS wide, CAST(-0.01 AS DECIMAL(18,2)) AS cent,
         DATE'0001-01-01' AS early, DATE'9999-12-31' AS late, TIMESTAMP'1969-12-31 23:59:59.999999' AS at,
         TIMESTAMP'2026-06-30 12:00:00 America/Sao_Paulo' AS there, TIMESTAMP_NTZ'2026-10-25 02:30:00.000001' AS clock,
         INTERVAL '1 02:03:04.5' DAY TO SECOND AS span, INTERVAL '1-2' YEAR TO MONTH AS months, NULL AS nothing,
         ARRAY(1.50, NULL, -2.25) AS list, MAP('a', DATE'2026-01-01', 'b', NULL) AS pairs,
         NAMED_STRUCT('x', ARRAY(NAMED_STRUCT('y', 5000000000L)), 'z', CAST(NULL AS STRING)) AS nested`,
    );
    expect(row).toEqual({
      flag: true,
      tiny: -128,
      small: -32768,
      whole: -2147483648,
      big: 9223372036854775807n,
      single: 1.5,
      twice: 0.1,
      bytes: Uint8Array.from([0x61, 0xc3, 0xb1]),
      wide: "-99999999999999999999999999999999999.999",
      cent: "-0.01",
      early: "0001-01-01",
      late: "9999-12-31",
      at: -1n,
      there: BigInt(Date.UTC(2026, 5, 30, 15)) * 1000n,
      clock: BigInt(Date.UTC(2026, 9, 25, 2, 30)) * 1000n + 1n,
      span: 93_784_500_000n,
      months: 14,
      nothing: null,
      list: ["1.50", null, "-2.25"],
      pairs: new Map([
        ["a", "2026-01-01"],
        ["b", null],
      ]),
      nested: { x: [{ y: 5000000000n }], z: null },
    });
  });

  test("nulls, empty results and long texts", async () => {
    const rows = await queryRows(
      session,
      `SELECT id, IF(id % 3 = 0, NULL, id * 10) AS some, IF(id % 2 = 0, NULL, CAST(id AS DECIMAL(10,2))) AS money,
         IF(id % 4 = 0, NULL, repeat('ñ😀"\\'', 2000)) AS text, IF(id % 5 = 0, NULL, id % 2 = 0) AS flag
       FROM range(0, 100, 1, 3) ORDER BY id`,
    );
    const expected = Array.from(
      { length: 100 },
      (_, id): Row => ({
        id: BigInt(id),
        some: id % 3 === 0 ? null : BigInt(id * 10),
        money: id % 2 === 0 ? null : `${id}.00`,
        text: id % 4 === 0 ? null : `ñ😀"'`.repeat(2000),
        flag: id % 5 === 0 ? null : id % 2 === 0,
      }),
    );
    expect(rows).toEqual(expected);
    const empty = await collectTable(session, sqlRelation("SELECT 1 AS a, 'x' AS `b c` WHERE false"));
    expect([empty.numRows, ...empty.schema.fields.map(({ name }) => name)]).toEqual([0, "a", "b c"]);
    await expect(queryRows(session, "SELECT 1 AS a, 2 AS a")).rejects.toThrow('two columns named "a"');
  });

  test("arguments arrive as what they are, by name and by position", async () => {
    const values = {
      text: `Ñandú's "😀" \\ ; -- ${"x".repeat(10_000)}`,
      whole: -5,
      far: 5_000_000_000,
      big: -9223372036854775808n,
      part: 0.1,
      money: { decimal: "-12345678901234567890.01" },
      day: { date: "2024-02-29" },
      at: { timestamp: 1_700_000_000_123_456n },
      clock: { timestampNtz: -1n },
      flag: false,
      none: null,
      bytes: Uint8Array.from([0, 255]),
    } as const;
    const names = Object.keys(values);
    const expected = { ...values, far: 5_000_000_000n, money: values.money.decimal, day: "2024-02-29" };
    const named = await queryRows(session, `SELECT ${names.map((name) => `:${name} AS ${name}`).join(", ")}`, values);
    expect(named).toEqual([{ ...expected, at: values.at.timestamp, clock: -1n }]);
    const placed = await queryRows(
      session,
      `SELECT ${names.map((name) => `? AS ${name}`).join(", ")}`,
      Object.values(values),
    );
    expect(placed).toEqual(named);
    const lists = await queryRows(session, "SELECT array_max(:n) AS n, array_contains(:t, 'b') AS t", {
      n: [{ decimal: "1.50" }, { decimal: "22.25" }],
      t: ["a", "b"],
    });
    expect(lists).toEqual([{ n: "22.25", t: true }]);
  });

  test("rows of this process become a relation, with their types", async () => {
    const table = tableFromArrays({ n: Int32Array.from([1, 2, 2]), big: BigInt64Array.from([1n, 2n, 2n]) });
    const input = localRelation(table);
    expect(await schemaOf(session, input)).toEqual([
      { name: "n", type: "INT", nullable: false },
      { name: "big", type: "BIGINT", nullable: false },
    ]);
    await runCommand(session, viewCommand("sent", withoutDuplicates(input, [])));
    expect(await queryRows(session, "SELECT sum(n) AS n, count(*) AS rows FROM sent")).toEqual([{ n: 3n, rows: 2n }]);
  });

  test("a table is written and read by the cluster, with the modes and parts that were asked for", async () => {
    const path = join(folder, "sales");
    const sales = sqlRelation("SELECT id, id % 2 AS part, CAST(id AS DECIMAL(18,2)) AS total FROM range(10)");
    const write = writeCommand(sales, {
      format: "parquet",
      to: { path },
      partitionBy: ["part"],
      options: { compression: "zstd" },
    });
    await runCommand(session, write);
    expect((await readdir(path)).filter((name) => name.startsWith("part="))).toEqual(["part=0", "part=1"]);

    await expect(runCommand(session, write)).rejects.toMatchObject({
      errorClass: "PATH_ALREADY_EXISTS",
      sqlState: "42K04",
    });
    await runCommand(
      session,
      writeCommand(sales, { format: "parquet", to: { path }, mode: "append", partitionBy: ["part"] }),
    );
    const back = sourceRelation({ format: "parquet", paths: [path] });
    await runCommand(session, viewCommand("back", back));
    expect(await queryRows(session, "SELECT count(*) AS n, sum(total) AS total FROM back WHERE part = 1")).toEqual([
      { n: 10n, total: "50.00" },
    ]);
    expect((await inputFiles(session, back)).every((file) => file.includes(`${path}/part=`))).toBe(true);
    expect(await collectRows(session, tableRelation("back"))).toHaveLength(20);
  });

  test("rows are counted as they pass", async () => {
    const counted: [string, readonly MetricValue[]][] = [];
    const sales = sqlRelation(
      "SELECT id, CAST(id AS DECIMAL(18,2)) AS total, IF(id < 0, 1, NULL) AS none FROM range(10)",
    );
    const watched = observed(sales, "sales", ["count(*) AS n", "sum(total) AS total", "max(none) AS none"]);
    const rows = await collectRows(session, watched, { onMetrics: (name, values) => counted.push([name, values]) });
    expect(rows).toHaveLength(10);
    expect(counted).toEqual([["sales", [10n, "45.00", null]]]);
  });

  test("a file with a schema of one's own", async () => {
    const path = join(folder, "a file.csv");
    await writeFile(path, "id;name\n1;ana\nx;bo\n");
    const csv = sourceRelation({
      format: "csv",
      schema: "id BIGINT, name STRING",
      options: { header: "true", delimiter: ";" },
      paths: [path],
    });
    expect(await collectRows(session, csv)).toEqual([
      { id: 1n, name: "ana" },
      { id: null, name: "bo" },
    ]);
  });

  test("plans can be asked about", async () => {
    const relation = sqlRelation(
      "SELECT id AS `a b`, NAMED_STRUCT('x', ARRAY(1.5)) AS s, MAP('k', id) AS m FROM range(3)",
    );
    expect(await schemaOf(session, relation)).toEqual([
      { name: "a b", type: "BIGINT", nullable: false },
      { name: "s", type: "STRUCT<x: ARRAY<DECIMAL(2,1)>>", nullable: false },
      { name: "m", type: "MAP<STRING, BIGINT>", nullable: false },
    ]);
    expect(await explainPlan(session, relation)).toContain("== Physical Plan ==");
    expect(await treeString(session, relation)).toContain(" |-- a b: long");
    expect(await isStreaming(session, relation)).toBe(false);
    expect(await isStreaming(session, sourceRelation({ format: "rate", streaming: true }))).toBe(true);
    expect(await parseDdl(session, "a TIMESTAMP, b VARCHAR(3)")).toEqual([
      { name: "a", type: "TIMESTAMP", nullable: true },
      { name: "b", type: "VARCHAR(3)", nullable: true },
    ]);
    await persist(session, relation);
    expect(await collectRows(session, relation)).toHaveLength(3);
    await unpersist(session, relation, { blocking: true });
  });

  test("settings are the session's", async () => {
    await setConfig(session, { "spark.sql.shuffle.partitions": "3", "shop.name": "Ñ" });
    expect(await getConfig(session, "spark.sql.shuffle.partitions")).toBe("3");
    expect((await getAllConfig(session, "shop.")).get("name")).toBe("Ñ");
    expect(await getConfig(session, "shop.none")).toBeUndefined();
    await runSql(session, "SET shop.name = changed");
    expect(await getConfig(session, "shop.name")).toBe("changed");
    await unsetConfig(session, "shop.name", "spark.sql.shuffle.partitions");
    expect(await getConfig(session, "shop.name")).toBeUndefined();
    await expect(setConfig(session, { "spark.sql.warehouse.dir": "/x" })).rejects.toMatchObject({
      kind: "query",
      message: expect.stringMatching(/cannot modify/i),
    });

    const other = await openSession(address());
    onTestFinished(() => closeSession(other));
    await runSql(session, "CREATE OR REPLACE TEMP VIEW mine AS SELECT 1 AS a");
    await expect(queryRows(other, "SELECT * FROM mine")).rejects.toMatchObject({
      errorClass: "TABLE_OR_VIEW_NOT_FOUND",
      sqlState: "42P01",
      query: "SELECT * FROM mine",
    });
  });

  test("a plan over the server's limit", async () => {
    const long = queryRows(session, "SELECT length(?) AS n", ["x".repeat(2_000_000)]);
    await expect(long).rejects.toMatchObject({ kind: "too-large" });
    expect(await queryRows(session, "SELECT length(?) AS n", ["x".repeat(500_000)])).toEqual([{ n: 500_000 }]);
  });

  test("a token is asked for where the server has one", async () => {
    if (token === undefined) return;
    await expect(openSession(needed.spark.address)).rejects.toMatchObject({ kind: "refused-token" });
    const wrong = openSession(`${needed.spark.address}/;token=wr0ng-t0ken`);
    await expect(wrong).rejects.toMatchObject({ kind: "refused-token", message: expect.not.stringContaining("wr0ng") });
  });

  test("a statement is done once, and its result can be read", async () => {
    const shown = await runSql(session, "SHOW FUNCTIONS LIKE 'abs'");
    expect(await collectRows(session, shown)).toEqual([{ function: "abs" }]);
  });

  testInterrupts(() => ({ session, ui: needed.spark.ui }));
}
