import { writeFile } from "node:fs/promises";
import type { Cell, ResultTable } from "../../model/result.ts";
import { writeError } from "./system-error.ts";

/**
 * Writes a result as CSV: UTF-8, comma, one line feed a row, `headers` in the order of the columns. No value is an
 * empty field, an empty text is `""`. Text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export async function writeCsv(table: ResultTable, headers: readonly string[], path: string): Promise<void> {
  const text = [headers, ...table.rows].map((row) => `${row.map(csvField).join(",")}\n`).join("");
  try {
    await writeFile(path, text);
  } catch (error) {
    throw writeError(error, path);
  }
}

/** A value as it stands between two commas, safe for spreadsheets. */
export function csvField(cell: Cell): string {
  if (cell === null) return "";
  return quoted(typeof cell === "string" && !isNumber(cell) ? withoutFormula(cell) : String(cell));
}

/** Money comes as text and stays a number: -5.00 is no formula. */
function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

/** What begins so may be run as a formula: https://owasp.org/www-community/attacks/CSV_Injection */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
