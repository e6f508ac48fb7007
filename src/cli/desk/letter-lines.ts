import type { DeadLetter } from "../../model/stream/aside.ts";
import { csvField } from "../../sinks/files/csv.ts";
import { letterJson, textOf } from "./letter-json.ts";

const CSV_COLUMNS = [
  "id",
  "status",
  "reason",
  "source",
  "partition",
  "offset",
  "received",
  "batch",
  "bytes",
  "note",
  "raw",
  "raw_base64",
] as const;

export const CSV_HEAD = `${CSV_COLUMNS.join(",")}\n`;

export function csvLine(letter: DeadLetter): string {
  const json = { raw_base64: null, ...letterJson(letter) };
  return `${CSV_COLUMNS.map((column) => csvField(json[column])).join(",")}\n`;
}

/** Its value is the record as JSON where it is an object, so that it can be edited, else as text or in base64. */
export function ndjsonLine(letter: DeadLetter): string {
  const { id, raw, ...rest } = letter;
  const text = raw === null ? null : textOf(raw);
  const value = text === null ? "null" : (objectText(text) ?? JSON.stringify(text));
  const { raw: _raw, raw_base64, id: _id, ...facts } = { raw_base64: undefined, ...letterJson({ id, raw, ...rest }) };
  const encoded = raw_base64 === undefined ? {} : { value_base64: raw_base64 };
  return `{"id":${id},"value":${value},${JSON.stringify({ ...encoded, ...facts }).slice(1)}\n`;
}

/** The very text of an object, on one line: numbers keep the digits they have. */
function objectText(text: string): string | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return text.trim().replaceAll(/[\r\n]/g, " ");
}
