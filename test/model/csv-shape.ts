import type { SourceColumn, SourceShape } from "../../src/model/source-shape.ts";

export interface ShapeOptions {
  readonly delimiter?: string;
  readonly types?: Readonly<Record<string, SourceColumn["type"]>>;
  readonly format?: "csv" | "ndjson" | "parquet";
}

/** What an engine would see of a file with these columns and rows. */
export function shapeOf(
  header: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  { delimiter = ",", types = {}, format = "csv" }: ShapeOptions = {},
): SourceShape {
  const csv = { kind: "csv", delimiter, quote: '"', escape: '"', header: true } as const;
  return {
    path: "/data/sales.csv",
    format: format === "csv" ? csv : { kind: format },
    columns: header.map((name) => ({ name, type: types[name] ?? "text" })),
    sample: rows,
  };
}

/** Lines of simple CSV (no quotes) as a shape; empty cells hold nothing. */
export function csvShape(text: string, delimiter = ","): SourceShape {
  const [header = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(delimiter));
  return shapeOf(
    header,
    rows.map((row) => row.map((cell) => (cell === "" ? null : cell))),
    { delimiter },
  );
}
