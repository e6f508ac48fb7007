import type { Cell, Format } from "../../format/format.ts";
import type { ChartLook } from "../../parts/chart-look.ts";
import type { ColourOf } from "../../parts/colours.ts";
import type { TableColumn } from "../../parts/table-data.ts";
import type { Said } from "../../words/en.ts";
import type { words } from "./words.ts";

/** An analysis' figures; the first `keys` columns name a row. */
export interface Answered {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly before: readonly (readonly Cell[])[] | null;
  readonly keys: number;
}

export interface OptionGiven {
  readonly look: ChartLook;
  readonly format: Format;
  readonly answered: Answered;
  readonly said: Said<(typeof words)["en"]>;
  /** Of the first column's labels, where they have colours. */
  readonly colour: ColourOf | null;
}

export function placeOf({ columns }: Answered, id: string): number {
  return columns.findIndex((column) => column.id === id);
}
