import { create } from "@bufbuild/protobuf";
import { type Table, tableToIPC } from "apache-arrow";
import { type SqlArguments, toArguments } from "./literals.ts";
import { type Relation, RelationSchema } from "./protocol/generated/relation_pb.js";

/** A plan is data: nothing runs, and nothing is checked, before it is executed. */
export type { Relation } from "./protocol/generated/relation_pb.js";

export type Options = Readonly<Record<string, string>>;

/** A query's text, with values for its `:name` or `?` places. */
export function sqlRelation(query: string, values: SqlArguments = {}): Relation {
  return create(RelationSchema, { relType: { case: "sql", value: { query, ...toArguments(values) } } });
}

/** A table or view of the session's catalogue; with `streaming` a table that grows. */
export function tableRelation(
  name: string,
  { options = {}, streaming = false }: { readonly options?: Options; readonly streaming?: boolean } = {},
): Relation {
  return create(RelationSchema, {
    relType: {
      case: "read",
      value: {
        readType: { case: "namedTable", value: { unparsedIdentifier: name, options: { ...options } } },
        isStreaming: streaming,
      },
    },
  });
}

export interface SourceOptions {
  /** `parquet`, `csv`, `json`, `kafka`, `rate`, …; by default the server's. */
  readonly format?: string;
  /** DDL, as "id BIGINT, name STRING". */
  readonly schema?: string;
  readonly options?: Options;
  readonly paths?: readonly string[];
  readonly streaming?: boolean;
}

/** Files or another source that Spark reads, once or as a stream. Paths are the cluster's. */
export function sourceRelation({
  format,
  schema,
  options = {},
  paths = [],
  streaming = false,
}: SourceOptions): Relation {
  const value = {
    options: { ...options },
    paths: [...paths],
    ...(format === undefined ? {} : { format }),
    ...(schema === undefined ? {} : { schema }),
  };
  return create(RelationSchema, {
    relType: { case: "read", value: { readType: { case: "dataSource", value }, isStreaming: streaming } },
  });
}

/** Rows sent with the plan; for what is small. The schema is DDL, by default what Arrow's types say. */
export function localRelation(table: Table, schema?: string): Relation {
  const value = { data: tableToIPC(table, "stream"), ...(schema === undefined ? {} : { schema }) };
  return create(RelationSchema, { relType: { case: "localRelation", value } });
}

/** How late rows of a stream may be, as "1 minute", behind the latest of that column. */
export function withWatermark(input: Relation, eventTime: string, delayThreshold: string): Relation {
  return create(RelationSchema, {
    relType: { case: "withWatermark", value: { input, eventTime, delayThreshold } },
  });
}

/** The first row of each set of equals; in a stream with a watermark, within it. No columns means all. */
export function withoutDuplicates(
  input: Relation,
  columnNames: readonly string[],
  { withinWatermark = false }: { readonly withinWatermark?: boolean } = {},
): Relation {
  return create(RelationSchema, {
    relType: {
      case: "deduplicate",
      value: {
        input,
        columnNames: [...columnNames],
        allColumnsAsKeys: columnNames.length === 0,
        withinWatermark,
      },
    },
  });
}

/** Aggregates over the rows that pass here, as "count(*) AS n", told under that name when the plan has run. */
export function observed(input: Relation, name: string, metrics: readonly string[]): Relation {
  return create(RelationSchema, {
    relType: {
      case: "collectMetrics",
      value: {
        input,
        name,
        metrics: metrics.map((expression) => ({
          exprType: { case: "expressionString" as const, value: { expression } },
        })),
      },
    },
  });
}
