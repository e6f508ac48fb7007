import type { Mapping } from "./mapping.ts";
import { nearest } from "./nearest.ts";
import type { Note } from "./propose/reasons.ts";
import { SALE_COLUMN_NAMES, SALE_COLUMNS, type SaleColumn } from "./sale.ts";
import type { SourceColumn, SourceShape } from "./source-shape.ts";
import { UserError } from "./user-error.ts";

type IdColumn = { [C in SaleColumn]: (typeof SALE_COLUMNS)[C]["role"] extends "id" ? C : never }[SaleColumn];

/** The file's column, or for an id columns, of each sale column it has. */
export type ColumnSources = {
  readonly [C in SaleColumn]?: C extends IdColumn ? readonly SourceColumn[] : SourceColumn;
};

/**
 * Finds the columns a mapping names; where it lists none, those that bear a sale column's name. A mapping that lists
 * its columns lists all it wants, but for the time and the total, which no sale can do without.
 */
export function findColumns(shape: SourceShape, { columns }: Mapping, shown: string): ColumnSources {
  const found: Partial<Record<SaleColumn, SourceColumn[]>> = {};
  for (const column of SALE_COLUMN_NAMES) {
    const names = columns?.[column];
    if (names !== undefined) {
      found[column] = [names].flat().map((name) => namedColumn(shape, column, name, shown));
    }
  }
  const fill = (column: SaleColumn) => {
    const source = ownColumn(shape, column);
    if (found[column] === undefined && source !== undefined) {
      found[column] = [source];
    }
  };
  if (columns === undefined) {
    SALE_COLUMN_NAMES.forEach(fill);
  } else {
    fill("timestamp");
    if (found.quantity === undefined || found.unit_price === undefined) {
      fill("total");
    }
    if (found.total === undefined && ownColumn(shape, "quantity") && ownColumn(shape, "unit_price")) {
      fill("quantity");
      fill("unit_price");
    }
  }
  const isId = (column: SaleColumn) => SALE_COLUMNS[column].role === "id";
  return Object.fromEntries(
    Object.entries(found).map(([column, sources]) => [column, isId(column as SaleColumn) ? sources : sources[0]]),
  );
}

/** A sale column's name in the file's header, whatever its case. */
function ownColumn({ columns }: SourceShape, column: SaleColumn): SourceColumn | undefined {
  const same = columns.filter(({ name }) => name.trim().toLowerCase() === column);
  return columns.find(({ name }) => name === column) ?? (same.length === 1 ? same[0] : undefined);
}

function namedColumn({ columns }: SourceShape, column: SaleColumn, name: string, shown: string): SourceColumn {
  const source = columns.find((candidate) => candidate.name === name);
  if (source === undefined) {
    const existing = columns.map((candidate) => candidate.name);
    // One column with separators in its name is a file split at the wrong character.
    const separator = existing.length === 1 ? existing[0]?.match(/[;,|\t]/)?.[0] : undefined;
    const params = { file: shown, column, name, nearest: nearest(name, existing), existing, separator };
    throw new UserError("mapping_missing_column", params);
  }
  return source;
}

/** Columns that look like a sale's own and that the mapping leaves aside: on purpose, or not. */
export function leftOut(shape: SourceShape, sources: ColumnSources, { columns }: Mapping): Note[] {
  if (columns === undefined) {
    return [];
  }
  const used = new Set(Object.values(sources).flat());
  const aside = SALE_COLUMN_NAMES.flatMap((column) => {
    const source = sources[column] === undefined ? ownColumn(shape, column) : undefined;
    return source === undefined || used.has(source) ? [] : [source.name];
  });
  return aside.length === 0 ? [] : [{ code: "columns_left_out", params: { columns: aside } }];
}
