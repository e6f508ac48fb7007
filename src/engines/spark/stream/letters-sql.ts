import { REJECTING_RULES, WARNING_RULES } from "../../../model/rules.ts";
import { reasonCode } from "../../../model/sql/judge.ts";
import { spark } from "../../../model/sql/spark.ts";
import { RECORD } from "./judged-sql.ts";

/** A longer record is cut: its beginning tells what was wrong. */
const MAX_RAW_BYTES = 65_536;

/**
 * Rejected records as records for Kafka, in the form that the embedded engine gives them. The key names the record of the
 * source, so what Spark sends twice is one letter.
 */
export function letterRecordsSql(judged: string, topic: string, source: string): string {
  const [value, name, partition, offset, time] = [
    RECORD.value,
    RECORD.topic,
    RECORD.partition,
    RECORD.offset,
    RECORD.time,
  ].map(spark.name);
  const place = `concat(${name}, '/', ${partition})`;
  const cases = [...REJECTING_RULES, ...WARNING_RULES].map((id) => `WHEN ${reasonCode(id)} THEN '${id}'`).join(" ");
  const header = (key: string, text: string) => `named_struct('key', '${key}', 'value', CAST(${text} AS BINARY))`;
  const headers = [
    header("source", spark.text(source)),
    header("partition", place),
    header("offset", `CAST(${offset} AS STRING)`),
    header("reason", `CASE reason ${cases} END`),
    header("time", `date_format(${time}, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")`),
  ];
  const key = `concat(${spark.text(source)}, '/', ${place}, '/', ${offset})`;
  // It speaks of the event time because Spark must not look for rejected records below the watermark, which needs all rows.
  const rejected = "CASE WHEN event_time IS NOT NULL THEN 1 = 0 ELSE reason IS NOT NULL END";
  return `SELECT ${spark.text(topic)} AS topic, CAST(${key} AS BINARY) AS key, substring(${value}, 1, ${MAX_RAW_BYTES}) AS value, array(${headers.join(", ")}) AS headers FROM ${judged} WHERE ${rejected}`;
}
