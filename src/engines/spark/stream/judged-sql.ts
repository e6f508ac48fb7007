import { planColumns, type SalePlan, sourceColumns } from "../../../model/plan.ts";
import { judgeSql, reasonCode, warningRules } from "../../../model/sql/judge.ts";
import { spark } from "../../../model/sql/spark.ts";
import { MAX_VALUE_BYTES } from "../../../model/stream/records.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { BAD } from "../scan-columns.ts";
import { nativeZone } from "./native-zone.ts";

/** What a judged record keeps of where it came from; a column of a shop's would have to contain the space. */
export const RECORD = {
  value: "vitrina value",
  topic: "vitrina topic",
  partition: "vitrina partition",
  offset: "vitrina offset",
  time: "vitrina time",
} as const;

/** The bits of the warnings that a row raises. */
export const WARNED = "vitrina warned";

/**
 * Records of a Kafka source to judged sales: the sale columns of the plan, `reason` (null where the row stands), `event_time`
 * as Spark's instant (null where it does not), what `RECORD` names, and `WARNED`. The rules are those of a batch; to them come the records' own:
 * what is no JSON object is unreadable, and what is too far ahead of its record's time is of the future.
 */
export function judgedSql(plan: SalePlan, definition: StreamDefinition, records: string): string {
  const { futureSeconds, strict } = definition;
  const carried = Object.values(RECORD);
  const bad = spark.name(BAD);
  const judged = judgeSql(plan, `(${objectsSql(plan, records)}) AS records`, spark, {
    strict,
    unreadable: bad,
    zone: nativeZone(plan.timeZone),
    carried,
  });
  const instant = spark.zoned("event_time");
  const ahead =
    futureSeconds === null
      ? "reason"
      : `CASE WHEN reason IS NOT NULL THEN reason WHEN ${instant} > ${spark.addSeconds(spark.name(RECORD.time), String(futureSeconds))} THEN ${reasonCode("future_timestamp")} END`;
  const bits = strict
    ? []
    : warningRules(plan, spark).map(({ when }, index) => `CASE WHEN ${when} THEN ${2 ** index} ELSE 0 END`);
  const sale = planColumns(plan).map(spark.name);
  const kept = [...sale, ...carried.map(spark.name)].join(", ");
  const typed = `SELECT ${kept}, ${instant} AS instant, CAST(${ahead} AS INT) AS reason FROM (${judged}) AS judged`;
  const warned = `${bits.length === 0 ? "0" : bits.join(" + ")} AS ${spark.name(WARNED)}`;
  // A rejected row must not move the watermark.
  const time = "CASE WHEN reason IS NULL THEN instant END AS event_time";
  return `SELECT ${kept}, reason, ${time}, ${warned} FROM (${typed}) AS typed`;
}

/** Each record's fields as text. Within an array, because Spark does not look at what follows an object. */
function objectsSql(plan: SalePlan, records: string): string {
  const names = [...sourceColumns(plan)];
  const schema = names.map((name) => `${spark.name(name)}: STRING`).join(", ");
  // Bytes that are no text would come out as letters of Spark's choice.
  const whole = "octet_length(text) = length(text) OR decode(value, 'UTF-8') = text";
  const text = `CASE WHEN octet_length(value) <= ${MAX_VALUE_BYTES} AND (${whole}) THEN text END`;
  const parsed = `from_json(concat('[', ${text}, ']'), ${spark.text(`array<struct<${schema}>>`)})`;
  const fields = names.map((name) => `r[0].${spark.name(name)} AS ${spark.name(name)}`);
  const kept = [
    ["value", RECORD.value],
    ["topic", RECORD.topic],
    ["partition", RECORD.partition],
    ["offset", RECORD.offset],
    ["timestamp", RECORD.time],
  ].map(([name = "", as = ""]) => `k_${name} AS ${spark.name(as)}`);
  const bad = `(r IS NULL OR size(r) <> 1 OR r[0] IS NULL) AS ${spark.name(BAD)}`;
  const renamed = ["value", "topic", "partition", "offset", "timestamp"].map(
    (name) => `${spark.name(name)} AS k_${name}`,
  );
  return `SELECT ${[...fields, ...kept, bad].join(", ")} FROM (SELECT ${renamed.join(", ")}, ${parsed} AS r FROM (SELECT *, CAST(value AS STRING) AS text FROM ${records})) AS parsed`;
}
