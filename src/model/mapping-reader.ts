import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from "yaml";
import { isCurrencyCode } from "./detect/number-text.ts";
import type { Mapping } from "./mapping.ts";
import { nearest } from "./nearest.ts";
import { SALE_COLUMN_NAMES, SALE_COLUMNS, type SaleColumn, type StatusClass } from "./sale.ts";
import { checkFormat } from "./strptime.ts";
import { isTimeZone } from "./time-zone.ts";
import { UserError } from "./user-error.ts";

export interface YamlFile {
  readonly file: string;
  readonly document: Document.Parsed;
  lineOf(offset: number): number;
}

/** A value of the file and the way to it, for messages. */
interface Place {
  readonly source: YamlFile;
  readonly key: string;
  readonly line: number;
  readonly node: Node | null;
}

/** What a key's value must be. */
export type MappingValueKind =
  | "mapping"
  | "text"
  | "one_column"
  | "text_or_list"
  | "list"
  | "one_character"
  | "true_or_false"
  | "decimal"
  | "thousands"
  | "encoding";

type Reader<T> = (place: Place) => T;

const CSV = {
  delimiter: character(1, 4),
  quote: character(0, 1),
  decimal: oneOf("decimal", { ".": ".", ",": "," }),
  thousands: oneOf("thousands", { "": "", ".": ".", ",": ",", " ": " ", "'": "'" }),
  encoding: oneOf("encoding", {
    "utf-8": "utf-8",
    utf8: "utf-8",
    "latin-1": "latin-1",
    latin1: "latin-1",
    "iso-8859-1": "latin-1",
    "utf-16": "utf-16",
    utf16: "utf-16",
  }),
  header: oneOf("true_or_false", { true: true, yes: true, false: false, no: false }),
} as const;

const STATUS = { recognised: list, pending: list, cancelled: list } as const satisfies Record<StatusClass, unknown>;

const COLUMNS = Object.fromEntries(
  SALE_COLUMN_NAMES.map((name) => [name, SALE_COLUMNS[name].role === "id" ? textOrList("text_or_list") : oneColumn]),
) as Record<SaleColumn, Reader<string | string[]>>;

const MAPPING = {
  columns: record(COLUMNS),
  timestamp_format: timeFormat,
  status,
  categories: list,
  payment_methods: list,
  currency,
  time_zone: timeZone,
  csv,
} as const satisfies { [K in keyof Mapping]-?: Reader<Mapping[K]> };

/** Walks the parsed file key by key, so that every complaint knows its line. An empty file is an empty mapping. */
export function readMapping(source: YamlFile): Mapping {
  const node = source.document.contents;
  const empty = node === null || (isScalar(node) && node.source === "" && node.type === "PLAIN");
  return empty ? {} : record(MAPPING)(placeOf(source, "", 1, node));
}

function placeOf(source: YamlFile, key: string, line: number, node: unknown): Place {
  const aimed = isAlias(node) ? node.resolve(source.document) : node;
  const known = isMap(aimed) || isSeq(aimed) || isScalar(aimed) ? aimed : null;
  const range = known?.range ?? null;
  return { source, key, line: range === null ? line : source.lineOf(range[0]), node: known };
}

type Values<R> = { readonly [K in keyof R]?: R[K] extends Reader<infer T> ? T : never };

function record<R extends Readonly<Record<string, Reader<unknown>>>>(readers: R): Reader<Values<R>> {
  return (place) => {
    const { source, node, line } = place;
    if (!isMap(node)) {
      throw wrongValue(place, "mapping");
    }
    const values: Record<string, unknown> = {};
    for (const { key: keyNode, value } of node.items) {
      const at = placeOf(source, place.key, line, keyNode);
      const name = isScalar(at.node) ? textOf(at.node) : "";
      const key = place.key === "" ? name : `${place.key}.${name}`;
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (reader === undefined) {
        const allowed = Object.keys(readers);
        throw new UserError("mapping_unknown_key", {
          file: source.file,
          line: at.line,
          key,
          nearest: nearest(name, allowed, 1)[0],
          allowed,
        });
      }
      values[name] = reader(placeOf(source, key, at.line, value));
    }
    return values as Values<R>;
  };
}

function text(place: Place, kind: MappingValueKind = "text"): string {
  if (!isScalar(place.node) || textOf(place.node).trim() === "") {
    throw wrongValue(place, kind);
  }
  return textOf(place.node);
}

function textOf(node: { value: unknown; source?: string }): string {
  return typeof node.value === "string" ? node.value : (node.source ?? "");
}

function items(place: Place, kind: MappingValueKind): Place[] {
  if (!isSeq(place.node)) {
    throw wrongValue(place, kind);
  }
  return place.node.items.map((item) => placeOf(place.source, place.key, place.line, item));
}

function list(place: Place): string[] {
  return isScalar(place.node) ? [text(place, "list")] : items(place, "list").map((item) => text(item, "list"));
}

function oneColumn(place: Place): string {
  return text(place, "one_column");
}

function textOrList(kind: MappingValueKind): Reader<string | string[]> {
  return (place) => {
    if (isScalar(place.node)) {
      return text(place, kind);
    }
    const texts = items(place, kind).map((item) => text(item, kind));
    if (texts.length === 0) {
      throw wrongValue(place, kind);
    }
    return texts;
  };
}

function timeFormat(place: Place): string | string[] {
  for (const part of isScalar(place.node) ? [place] : items(place, "text_or_list")) {
    const value = text(part, "text_or_list");
    const problem = checkFormat(value);
    if (problem !== null) {
      throw new UserError("mapping_time_format", { file: part.source.file, line: part.line, value, problem });
    }
  }
  return textOrList("text_or_list")(place);
}

function status(place: Place): Values<typeof STATUS> {
  const classes = record(STATUS)(place);
  const seen = new Map<string, string>();
  for (const [name, labels] of Object.entries(classes)) {
    for (const label of labels) {
      const first = seen.get(label);
      if (first !== undefined && first !== name) {
        const { file } = place.source;
        throw new UserError("mapping_status_twice", { file, line: place.line, label, first, second: name });
      }
      seen.set(label, name);
    }
  }
  return classes;
}

function currency(place: Place): string {
  const value = text(place);
  const code = value.toUpperCase();
  if (!isCurrencyCode(code)) {
    throw new UserError("mapping_currency", { file: place.source.file, line: place.line, value });
  }
  return code;
}

function timeZone(place: Place): string {
  const value = text(place);
  if (!isTimeZone(value)) {
    const near = nearest(value, Intl.supportedValuesOf("timeZone"));
    throw new UserError("mapping_time_zone", { file: place.source.file, line: place.line, value, nearest: near });
  }
  return value;
}

function csv(place: Place): Values<typeof CSV> {
  const values = record(CSV)(place);
  if (values.thousands !== undefined && values.thousands === values.decimal) {
    throw wrongValue({ ...place, key: `${place.key}.thousands` }, "thousands");
  }
  return values;
}

/** A mark of the file: itself, or the word or escape for a tab. */
function character(shortest: number, longest: number): Reader<string> {
  return (place) => {
    const value = isScalar(place.node) ? textOf(place.node) : null;
    const mark = value === "tab" || value === "\\t" ? "\t" : value;
    if (mark === null || mark.length < shortest || mark.length > longest) {
      throw wrongValue(place, "one_character");
    }
    return mark;
  };
}

function oneOf<const V>(kind: MappingValueKind, values: Readonly<Record<string, V>>): Reader<V> {
  return (place) => {
    const written = isScalar(place.node) ? textOf(place.node) : null;
    const key = written === null ? "" : Object.hasOwn(values, written) ? written : written.toLowerCase();
    const value = written === null || !Object.hasOwn(values, key) ? undefined : values[key];
    if (value === undefined) {
      throw wrongValue(place, kind);
    }
    return value;
  };
}

function wrongValue(place: Place, expected: MappingValueKind): UserError {
  const { source, line, key } = place;
  return new UserError("mapping_wrong_value", { file: source.file, line, key, expected });
}
