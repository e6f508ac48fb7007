import { writeFile } from "node:fs/promises";
import { type ResultTable, toRecords } from "../../model/result.ts";
import { writeError } from "./system-error.ts";

/** A result as a JSON array of objects keyed by column id, one a line. */
export function toJson(table: ResultTable): string {
  const records = toRecords(table).map((record) => JSON.stringify(record));
  return records.length === 0 ? "[]\n" : `[\n${records.join(",\n")}\n]\n`;
}

export async function writeJson(table: ResultTable, path: string): Promise<void> {
  try {
    await writeFile(path, toJson(table));
  } catch (error) {
    throw writeError(error, path);
  }
}
