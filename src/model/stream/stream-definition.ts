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

/** The parts in which two definitions differ, by name; the order of queries and keys does not matter. */
export function changedParts(before: StreamDefinition, after: StreamDefinition): (keyof StreamDefinition)[] {
  const names = Object.keys(after) as (keyof StreamDefinition)[];
  return names.filter((name) => canonical(before[name]) !== canonical(after[name]));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (Array.isArray(part)) return part.every((item) => typeof item === "string") ? [...part].sort() : part;
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
