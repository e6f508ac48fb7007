import type { DuckDBValue } from "@duckdb/node-api";
import type { Unit } from "../../model/query.ts";
import type { Cell } from "../../model/result.ts";
import { toCell as cellOf } from "../cell.ts";

/** A DuckDB value as the cell its unit asks for. */
export function toCell(value: DuckDBValue, unit: Unit): Cell {
  return cellOf(value, unit);
}
