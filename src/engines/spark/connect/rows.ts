import type { RecordBatch } from "apache-arrow";
import { type ColumnReader, columnReader, emptyRow } from "./column-reader.ts";
import { SparkError } from "./spark-error.ts";
import type { Row, Value } from "./values.ts";

export type { Row } from "./values.ts";

/** The batch as objects. Throws a SparkError where two columns have the same name: give one an alias, or see `toTuples`. */
export function toRows(batch: RecordBatch): Row[] {
  const names = batch.schema.fields.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SparkError("protocol", `The result has two columns named "${twice}".`);
  const empty = emptyRow(names);
  const columns = names.map((name, index) => ({ name, read: readerAt(batch, index) }));
  const rows: Row[] = [];
  for (let index = 0; index < batch.numRows; index++) {
    const row = { ...empty };
    for (const { name, read } of columns) row[name] = read(index);
    rows.push(row);
  }
  return rows;
}

/** The batch as lists of values, in the order of its columns. */
export function toTuples(batch: RecordBatch): (readonly Value[])[] {
  const readers = batch.schema.fields.map((_, index) => readerAt(batch, index));
  return Array.from({ length: batch.numRows }, (_, row) => readers.map((read) => read(row)));
}

/** One column's values, by row. */
export function readColumn(batch: RecordBatch, name: string): ColumnReader {
  const index = batch.schema.fields.findIndex((field) => field.name === name);
  if (index < 0) throw new SparkError("protocol", `The result has no column named "${name}".`);
  return readerAt(batch, index);
}

function readerAt(batch: RecordBatch, index: number): ColumnReader {
  const data = batch.data.children[index];
  if (data === undefined) throw new SparkError("protocol", "A batch has fewer columns than its schema.");
  return columnReader(data);
}
