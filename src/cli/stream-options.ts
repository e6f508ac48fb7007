import type { Command } from "commander";
import type { Trigger } from "../pipelines/stream.ts";
import { type Declaration, declareOption } from "./declaration.ts";
import { declareKafka } from "./kafka-flags.ts";
import { declareSparkAddress } from "./spark-flags.ts";
import { type Duration, streamReaders } from "./stream-readers.ts";

const MINUTE: Duration = { text: "1m", ms: 60_000 };
const DAY: Duration = { text: "24h", ms: 86_400_000 };
const SECONDLY: Trigger = { kind: "interval", ms: 1000 };

/** The options that say what a stream is, for every command that runs one. */
export function declareStreamOptions(
  command: Command,
  declaration: Declaration,
  source: { readonly required: true } | { readonly otherwise: string },
): void {
  const { words, readers } = declaration;
  const { stream, batch } = words;
  const own = streamReaders(words);
  const option = <T>(flags: string, text: { value?: string; text: string }, settings: Settings<T> = {}) =>
    declareOption(command, flags, text, settings);

  option("--source", stream.source, source);
  option("--topic", stream.topic, { read: own.topic, repeated: true, shown: "transacciones_ventas" });
  option("--from", stream.from, { shown: "earliest" });
  option("--group", stream.group);
  option("--on-gap", stream.on_gap, { read: readers.oneOf(["stop", "continue"]), shown: "stop" });

  option("--window", stream.window, { read: own.wholeSeconds, otherwise: MINUTE, shown: MINUTE.text });
  option("--slide", stream.slide, { read: own.wholeSeconds });
  option("--watermark", stream.watermark, { read: own.duration, otherwise: MINUTE, shown: MINUTE.text });
  option("--trigger", stream.trigger, { read: own.trigger, otherwise: SECONDLY, shown: "1s" });
  option("--state", stream.state);
  option("--on-change", stream.on_change, { read: readers.oneOf(["refuse", "replay", "drop"]), otherwise: "refuse" });
  option("--query", stream.query, { read: own.query, repeated: true });
  option("--by", stream.by, { read: own.dimension, repeated: true });

  option("--idle", stream.idle, { read: own.durationOrOff, shown: "30s" });
  option("--future", stream.future, { read: own.durationOrOff });
  option("--duplicates", stream.duplicates, { read: own.durationOrOff, otherwise: DAY, shown: DAY.text });
  option("--late", stream.late, { read: readers.oneOf(["keep", "apply"]), otherwise: "keep" });
  option("--keep-rows", stream.keep_rows);
  option("--no-keep-rows", stream.no_keep_rows);
  option("--retain-rows", stream.retain_rows, { read: own.durationOrOff, shown: "off" });
  option("--retain-windows", stream.retain_windows, { read: own.durationOrOff, shown: "off" });
  option("--retain-aside", stream.retain_aside, { read: readers.rows, otherwise: 100_000 });
  option("--strict", batch.strict);

  option("--mapping", stream.mapping);
  option("--time-zone", batch.time_zone, { read: readers.timeZone });
  option("--currency", batch.currency, { read: readers.currency });

  option("--format", stream.format, { read: readers.oneOf(["table", "ndjson"]), otherwise: "table" });
  option("--final-windows", stream.final_windows);
  option("--results-topic", stream.results_topic, { read: own.topic });
  option("--dead-letters-topic", stream.dead_letters_topic, { read: own.topic });
  option("--progress", stream.progress);

  option("--rate", stream.rate, { read: own.rate, shown: "10" });
  option("--count", stream.count, { read: readers.rows });
  option("--seed", stream.seed, { read: readers.seed, shown: "42" });
  option("--scenario", stream.scenario, { read: readers.oneOf(["clean", "dirty"]), shown: "clean" });
  declareKafka(command, declaration);

  option("--engine", batch.engine, { read: readers.oneOf(["duckdb", "spark"]), otherwise: "duckdb" });
  declareSparkAddress(command, declaration);
  option("--checkpoint", words.spark.checkpoint);
  option("--memory", batch.memory, { read: readers.memory, otherwise: "512MB" });
  option("--threads", batch.threads, { read: readers.threads });
}

/** Where a command listens. */
export function declareStreamAddress(command: Command, declaration: Declaration): void {
  const { stream } = declaration.words;
  const own = streamReaders(declaration.words);
  const option = <T>(flags: string, text: { value?: string; text: string }, settings: Settings<T> = {}) =>
    declareOption(command, flags, text, settings);
  option("--host", stream.host, { shown: "127.0.0.1" });
  option("--port", stream.port, { read: own.port, shown: "4040" });
  option("--token", stream.token);
  option("--allowed-host", stream.allowed_host, { repeated: true });
}

type Settings<T> = Parameters<typeof declareOption<T>>[3];
