import type { Mapping } from "../mapping.ts";

/**
 * Everything that decides what a stream's figures are. It is kept with the state: figures made under one definition
 * are not continued under another.
 */
export interface StreamDefinition {
  /** The source the positions belong to. */
  readonly source: string;
  /** Ids of the windowed queries. */
  readonly queries: readonly string[];
  readonly sizeSeconds: number;
  /** Equal to `sizeSeconds` for tumbling windows. */
  readonly slideSeconds: number;
  /** How long a window waits for rows that come behind later ones: watermark = latest event time - this. */
  readonly watermarkSeconds: number;
  /** Rows further ahead of their record's own time are rejected; null turns the rule off. */
  readonly futureSeconds: number | null;
  /** In event time; 0 turns the check for duplicates off. */
  readonly duplicateSeconds: number;
  /** What becomes of late rows: kept aside, or put into their windows at once. */
  readonly late: "keep" | "apply";
  /** Whether accepted rows are kept beside the windows. */
  readonly rows: "keep" | "drop";
  readonly strict: boolean;
  readonly mapping: Mapping;
  /** The shop's, for times without an offset. */
  readonly timeZone: string;
  readonly currency: string;
}

/** A part of a definition; those of a mapping are told apart. */
export type DefinitionPart = Exclude<keyof StreamDefinition, "mapping"> | `mapping.${keyof Mapping}`;

/** The parts in which two definitions differ; the order of queries, labels and keys does not matter. */
export function changedParts(before: StreamDefinition, after: StreamDefinition): DefinitionPart[] {
  const names = Object.keys(after) as (keyof StreamDefinition)[];
  return names.flatMap((name): DefinitionPart[] => {
    if (name === "mapping") return changedKeys(before.mapping, after.mapping).map((key) => `mapping.${key}` as const);
    return canonical(before[name]) === canonical(after[name]) ? [] : [name];
  });
}

/**
 * What becomes of a state whose definition changes. `windows`: they can be made anew from the kept rows. `records`: the
 * kept rows hold what the old definition read from records that are not kept. `source`: its positions mean nothing.
 */
export function reachOf(parts: readonly DefinitionPart[]): "windows" | "records" | "source" {
  if (parts.includes("source")) return "source";
  return parts.some((part) => READS_RECORDS.includes(part)) ? "records" : "windows";
}

/** The other parts of a mapping say what labels mean, which the kept rows hold as the shop wrote them. */
const READS_RECORDS: readonly DefinitionPart[] = ["mapping.columns", "mapping.timestamp_format", "mapping.csv"];

function changedKeys(before: Mapping, after: Mapping): (keyof Mapping)[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Mapping)[];
  // The columns of one id and the formats of a time are tried in their order.
  const isOrdered = (key: keyof Mapping) => READS_RECORDS.includes(`mapping.${key}`);
  return keys.filter((key) => canonical(before[key], isOrdered(key)) !== canonical(after[key], isOrdered(key))).sort();
}

function canonical(value: unknown, isOrdered = false): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (Array.isArray(part))
      return isOrdered || !part.every((item) => typeof item === "string") ? part : part.toSorted();
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
