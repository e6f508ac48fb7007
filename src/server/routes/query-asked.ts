import { DIMENSION_IDS, type DimensionId, isDimension } from "../../model/dimensions.ts";
import { isMeasure, MEASURE_IDS, type MeasureId } from "../../model/measures.ts";
import type { Order } from "../../model/query.ts";
import { UserError } from "../../model/user-error.ts";

/* Names in a query string: only known ones go any further. Each throws UserError "api_name_unknown". */

export function readDimensions(names: readonly string[]): DimensionId[] {
  return [...new Set(names.map((name) => known(name, isDimension, DIMENSION_IDS)))];
}

export function readMeasures(names: readonly string[]): MeasureId[] {
  return [...new Set(names.map((name) => known(name, isMeasure, MEASURE_IDS)))];
}

/** `-name` for descending; only by what is asked for. */
export function readOrder(names: readonly string[], asked: readonly string[]): Order[] {
  return names.map((text) => {
    const name = text.replace(/^-/, "");
    const isAsked = (by: string): by is Order["by"] => asked.includes(by) && (isDimension(by) || isMeasure(by));
    return { by: known(name, isAsked, asked), direction: text.startsWith("-") ? "descending" : "ascending" };
  });
}

function known<Id extends string>(name: string, is: (name: string) => name is Id, all: readonly string[]): Id {
  if (is(name)) return name;
  throw new UserError("api_name_unknown", { name: name.slice(0, 50), known: all.join(", ") });
}
