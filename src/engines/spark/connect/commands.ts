import { create } from "@bufbuild/protobuf";
import { type SqlArguments, toArguments } from "./literals.ts";
import {
  type Command,
  CommandSchema,
  WriteOperation_SaveMode as Mode,
  WriteOperation_SaveTable_TableSaveMethod as TableMethod,
} from "./protocol/generated/command_pb.js";
import type { Options, Relation } from "./relations.ts";

/** Data, as relations are; see there. */
export type { Command } from "./protocol/generated/command_pb.js";

/** A statement that Spark runs at once where it does something (SET, CREATE VIEW); see `runSql`. */
export function sqlCommand(sql: string, values: SqlArguments = {}): Command {
  return create(CommandSchema, { commandType: { case: "sqlCommand", value: { sql, ...toArguments(values) } } });
}

/** Names a relation for the session's SQL, as `CREATE OR REPLACE TEMP VIEW` does, also for streams. */
export function viewCommand(
  name: string,
  input: Relation,
  { replace = true, global = false }: { readonly replace?: boolean; readonly global?: boolean } = {},
): Command {
  return create(CommandSchema, {
    commandType: { case: "createDataframeView", value: { input, name, isGlobal: global, replace } },
  });
}

export interface WriteOptions {
  /** `parquet`, `csv`, `json`, `kafka`, …; by default the server's. */
  readonly format?: string;
  /** A path of the cluster's, or a table; a sink like Kafka has neither. */
  readonly to?: { readonly path: string } | { readonly table: string } | undefined;
  /** When there is something already. */
  readonly mode?: "append" | "overwrite" | "error" | "ignore";
  readonly partitionBy?: readonly string[];
  readonly sortBy?: readonly string[];
  readonly options?: Options;
}

/** Writes a relation's rows, by the cluster and where the cluster writes. */
export function writeCommand(
  input: Relation,
  { format, to, mode = "error", partitionBy = [], sortBy = [], options = {} }: WriteOptions,
): Command {
  return create(CommandSchema, {
    commandType: {
      case: "writeOperation",
      value: {
        input,
        mode: MODES[mode],
        partitioningColumns: [...partitionBy],
        sortColumnNames: [...sortBy],
        options: { ...options },
        ...(format === undefined ? {} : { source: format }),
        ...(to === undefined ? {} : { saveType: saveType(to) }),
      },
    },
  });
}

export interface StreamOptions {
  readonly format: string;
  /** A path or table of the cluster's, for sinks that have one. */
  readonly to?: { readonly path: string } | { readonly table: string } | undefined;
  readonly outputMode?: "append" | "update" | "complete";
  /** Names the query for Spark's pages and for `FROM name` of a memory sink. */
  readonly name?: string;
  /** How often: an interval as "1 second", or all there is and then stop. By default as soon as possible. */
  readonly trigger?: { readonly every: string } | "available-now" | "once" | undefined;
  readonly partitionBy?: readonly string[];
  /** `checkpointLocation` belongs here. */
  readonly options?: Options;
}

/** Starts a streaming query; see `startStream`. */
export function streamCommand(
  input: Relation,
  { format, to, outputMode = "append", name = "", trigger, partitionBy = [], options = {} }: StreamOptions,
): Command {
  return create(CommandSchema, {
    commandType: {
      case: "writeStreamOperationStart",
      value: {
        input,
        format,
        outputMode,
        queryName: name,
        partitioningColumnNames: [...partitionBy],
        options: { ...options },
        ...(trigger === undefined ? {} : { trigger: triggerType(trigger) }),
        ...(to === undefined ? {} : { sinkDestination: sinkDestination(to) }),
      },
    },
  });
}

function saveType(to: { readonly path: string } | { readonly table: string }) {
  if ("path" in to) return { case: "path" as const, value: to.path };
  return { case: "table" as const, value: { tableName: to.table, saveMethod: TableMethod.SAVE_AS_TABLE } };
}

function sinkDestination(to: { readonly path: string } | { readonly table: string }) {
  if ("path" in to) return { case: "path" as const, value: to.path };
  return { case: "tableName" as const, value: to.table };
}

function triggerType(trigger: NonNullable<StreamOptions["trigger"]>) {
  switch (trigger) {
    case "available-now":
      return { case: "availableNow" as const, value: true };
    case "once":
      return { case: "once" as const, value: true };
    default:
      return { case: "processingTimeInterval" as const, value: trigger.every };
  }
}

const MODES = {
  append: Mode.APPEND,
  overwrite: Mode.OVERWRITE,
  error: Mode.ERROR_IF_EXISTS,
  ignore: Mode.IGNORE,
} as const;
