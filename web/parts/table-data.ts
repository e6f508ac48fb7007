import type { Cell, Unit } from "../format/format.ts";

/** The figures behind a chart. Cells as the API gives them: money is text, counts are numbers. */
export interface TableData {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface TableColumn {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
}

const NUMBERS: readonly Unit[] = ["count", "quantity", "money", "ratio", "number"];

export function isNumber(unit: Unit): boolean {
  return NUMBERS.includes(unit);
}

export function tableCsv({ columns, rows }: TableData): string {
  const lines = [
    columns.map((column) => column.id),
    ...rows.map((row) => columns.map((column, i) => csvCell(column.unit, row[i] ?? null))),
  ];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}

export function tableJson({ columns, rows }: TableData): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column.id, row[i] ?? null])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** Text that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvCell(unit: Unit, value: Cell): string {
  if (value === null) return "";
  const text = String(value);
  const safe = !isNumber(unit) && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
