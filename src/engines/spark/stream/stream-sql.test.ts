import { SparkSQL } from "dt-sql-parser/dist/parser/spark/index.js";
import { expect, test } from "vitest";
import { HOSTILE } from "../../../../test/fixtures/sales.ts";
import { DIMENSION_IDS } from "../../../model/dimensions.ts";
import type { SourceShape } from "../../../model/source-shape.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { windowedQuery } from "../../../model/stream/windowed-queries.ts";
import { planStream } from "../../duckdb/stream/plan-stream.ts";
import { judgedSql } from "./judged-sql.ts";
import { letterRecordsSql } from "./letters-sql.ts";
import { answerableQueries } from "./shop-query.ts";
import { widePlan } from "./wide-plan.ts";
import { liveWindowsSql, windowRecordsSql } from "./windows-sql.ts";

const parser = new SparkSQL();
const faults = (sql: string) => parser.validate(sql).map(({ message }) => message);

test.each([true, false])(
  "the statements are Spark's, whatever columns and topics are called (strict: %s)",
  (strict) => {
    const hostile = { ...DEFINITION, strict, mapping: { columns: { category: HOSTILE[0] ?? "x" } } };
    const plan = widePlan(planStream(shapeOf(["timestamp", "total", "transaction_id", ...HOSTILE]), hostile));
    expect(faults(judgedSql(plan, hostile, "records"))).toEqual([]);
    expect(faults(judgedSql(plan, { ...hostile, futureSeconds: null }, "records"))).toEqual([]);
    expect(faults(letterRecordsSql("judged", HOSTILE[1] ?? "", HOSTILE.join()))).toEqual([]);
  },
);

test("windows by everything there is", () => {
  const window = { sizeSeconds: 300, slideSeconds: 60 };
  const queries = ["totals", ...DIMENSION_IDS.map((id) => `by_${id}`)].map((id) => windowedQuery(id, window));
  const windows = liveWindowsSql(queries, {
    relation: "accepted",
    columns: new Set(["total", "quantity", "status"]),
    status: { recognised: HOSTILE, pending: [], cancelled: [] },
  });
  expect(faults(windows)).toEqual([]);
  expect(windows.match(/\(window[,)]/g)?.length).toBe(queries.length);
  expect(faults(windowRecordsSql(windows, HOSTILE.join(), ["by_hour", "by_weekday"]))).toEqual([]);
});

test("a stream's plan stops at no value, however the first records looked", () => {
  const shape = shapeOf(
    ["transaction_id", "timestamp", "category", "quantity", "total"],
    [["1", "2026-11-01 10:00:00", "Ropa", "2", "5.00"]],
  );
  const plan = planStream(shape, DEFINITION);
  expect(judgedSql(plan, DEFINITION, "records")).toContain("raise_error");
  expect(judgedSql(widePlan(plan), DEFINITION, "records")).not.toContain("raise_error");
});

test("a query by a column that the shop does not have is told, and the others run", () => {
  const definition = { ...DEFINITION, mapping: { columns: { timestamp: "t", total: "x" } } };
  const plan = planStream(shapeOf(["t", "x"]), definition);
  const { queries, unanswered } = answerableQueries({ definition, plan });
  expect(queries.map(({ id }) => id)).toEqual(["totals"]);
  expect(unanswered).toEqual([{ query: "by_category", column: "category" }]);
});

function shapeOf(names: readonly string[], sample: SourceShape["sample"] = []): SourceShape {
  const columns = names.map((name) => ({ name, type: "text" as const }));
  return { path: "records", format: { kind: "ndjson" }, columns, sample };
}

const DEFINITION: StreamDefinition = {
  source: "kafka:shop",
  queries: ["totals", "by_category"],
  sizeSeconds: 60,
  slideSeconds: 60,
  watermarkSeconds: 60,
  futureSeconds: 3600,
  duplicateSeconds: 86_400,
  late: "keep",
  rows: "drop",
  strict: false,
  mapping: {},
  timeZone: "Europe/Madrid",
  currency: "EUR",
};
