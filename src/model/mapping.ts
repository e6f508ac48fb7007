import { type Document, parseDocument } from "yaml";
import { mappingLines } from "./mapping-lines.ts";
import { readMapping } from "./mapping-reader.ts";
import type { NumberStyle } from "./plan.ts";
import type { SaleColumn, StatusClass } from "./sale.ts";
import type { TextEncodingName } from "./source-shape.ts";
import { UserError } from "./user-error.ts";

/** What a shop says of its own file. Everything is optional but what the file needs; the rest is detected. */
export interface Mapping {
  /** The shop's column for each sale column it has; an id may be several columns together. */
  readonly columns?: Readonly<Partial<Record<SaleColumn, string | readonly string[]>>>;
  /** strptime, tried in order; or `epoch_s`, `epoch_ms`. */
  readonly timestamp_format?: string | readonly string[];
  /** The shop's own labels, by what they mean for money. */
  readonly status?: Readonly<Partial<Record<StatusClass, readonly string[]>>>;
  /** The labels the shop knows: any other raises a warning. */
  readonly categories?: readonly string[];
  readonly payment_methods?: readonly string[];
  /** ISO 4217. */
  readonly currency?: string;
  /** IANA name. */
  readonly time_zone?: string;
  readonly csv?: CsvMapping;
}

export interface CsvMapping {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly decimal?: NumberStyle["decimal"];
  readonly thousands?: NumberStyle["thousands"];
  readonly encoding?: TextEncodingName;
  readonly header?: boolean;
}

/**
 * Reads a mapping file; `file` is its name for messages. Every scalar is taken as written, so `007`, `no` and `1.0`
 * stay labels. Throws a UserError that names file, line and key.
 */
export function parseMapping(text: string, file: string): Mapping {
  const starts = lineStarts(text);
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  const document = parseYaml(text, file);
  const [problem] = document.errors;
  if (problem !== undefined) {
    const [cause = ""] = problem.message.split("\n");
    throw new UserError("mapping_unreadable", { file, line: lineOf(problem.pos[0]), cause });
  }
  return readMapping({ file, document, lineOf });
}

/** YAML that `parseMapping` reads back as the same mapping. */
export function renderMapping(mapping: Mapping): string {
  return mappingLines(mapping)
    .map(({ text }) => `${text}\n`)
    .join("");
}

function parseYaml(text: string, file: string): Document.Parsed {
  try {
    return parseDocument(text, { schema: "failsafe", prettyErrors: false });
  } catch (cause) {
    // The parser recurses: brackets nested by the thousand exhaust the stack.
    throw new UserError("mapping_unreadable", { file, line: 1, cause: "too deeply nested" }, { cause });
  }
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
