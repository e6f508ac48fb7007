import type { Cell, Format } from "../../format/format.ts";
import type { TableColumn, TableData } from "../../parts/table-data.ts";
import type { Said } from "../../words/en.ts";
import type { Names } from "./names.ts";
import type { Pivot, PivotAsked, PivotRow } from "./pivot-data.ts";
import { valueText } from "./view.ts";
import type { words } from "./words.ts";

interface Given {
  readonly pivot: Pivot;
  readonly asked: PivotAsked;
  readonly names: Names;
  readonly format: Format;
  readonly said: Said<(typeof words)["en"]>;
}

/** What a pivot shows as a plain table: a column for each dimension of the rows, one for each figure; the total last. */
export function pivotTable({ pivot, asked, names, format, said }: Given): TableData {
  const { by, across, measures, compare } = asked;
  const ofMeasure = (id: (typeof measures)[number], suffix: string, label: string): TableColumn => ({
    id: `${id}${suffix}`,
    label: label === "" ? names.measure(id) : `${names.measure(id)}, ${label}`,
    unit: names.measureUnit(id),
  });
  const columns: TableColumn[] = [
    ...by.map((id) => ({ id, label: names.dimension(id), unit: names.unit(id) })),
    ...(across === null
      ? []
      : pivot.columns.flatMap((key) => {
          const name = format.cell(names.unit(across), key);
          return measures.map((id) => ofMeasure(id, `_${valueText(key)}`, name));
        })),
    ...measures.flatMap((id) => [
      ofMeasure(id, "", across === null ? "" : said.total),
      ...(compare === null ? [] : [ofMeasure(id, "_previous", said.previous)]),
    ]),
  ];
  const line = (row: PivotRow): Cell[] => [
    ...by.map((_, place) => row.path[place]?.[1] ?? (place < row.path.length ? null : "")),
    ...(across === null
      ? []
      : pivot.columns.flatMap((key) => measures.map((_, place) => row.cells.get(valueText(key))?.[place] ?? null))),
    ...measures.flatMap((_, place) => [
      row.total[place] ?? null,
      ...(compare === null ? [] : [row.before?.[place] ?? null]),
    ]),
  ];
  return { columns, rows: pivot.rows.map(line) };
}
