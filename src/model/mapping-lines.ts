import type { Mapping } from "./mapping.ts";

export interface MappingLine {
  /** Where the line's value is in the mapping: `columns.total`, `currency`. */
  readonly path: string;
  /** One line of YAML, without its end. */
  readonly text: string;
}

/** The keys in the order they are written, whatever order the mapping has them in. */
const KEYS = [
  "columns",
  "timestamp_format",
  "status",
  "categories",
  "payment_methods",
  "currency",
  "time_zone",
  "csv",
] as const satisfies readonly (keyof Mapping)[];

/** A mapping as lines of YAML, to which comments can be added. */
export function mappingLines(mapping: Mapping): MappingLine[] {
  return KEYS.flatMap((key) => {
    const value = mapping[key];
    if (value === undefined) {
      return [];
    }
    if (typeof value === "string" || Array.isArray(value)) {
      return [{ path: key, text: `${key}: ${scalarOrList(value)}` }];
    }
    const inner = Object.entries(value).filter(([, part]) => part !== undefined);
    if (inner.length === 0) {
      return [{ path: key, text: `${key}: {}` }];
    }
    const lines = inner.map(([name, part]) => ({ path: `${key}.${name}`, text: `  ${name}: ${scalarOrList(part)}` }));
    return [{ path: key, text: `${key}:` }, ...lines];
  });
}

function scalarOrList(value: string | boolean | readonly string[]): string {
  if (typeof value === "boolean") {
    return String(value);
  }
  return typeof value === "string" ? scalar(value) : `[${value.map(scalar).join(", ")}]`;
}

/** Letters, digits and a few marks inside need no quotes; a digit in front would look like a number to other readers. */
const PLAIN = /^[\p{L}_](?:[\p{L}\p{M}\p{N}_./ -]*[\p{L}\p{M}\p{N}_./-])?$/u;
/** Words other readers of YAML take for a value of their own. */
const RESERVED = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
/** Nothing a terminal or an editor would obey instead of showing. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\u00a0\u202f]/gu;

function scalar(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) {
    return text;
  }
  return JSON.stringify(text).replace(HIDDEN, escaped);
}

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
