import type { Unit } from "../../model/query.ts";
import type { Cell } from "../../model/result.ts";
import { toCell } from "../cell.ts";
import type { Value } from "./connect/values.ts";

/** A value of Spark's as the cell its unit asks for. */
export function cellOf(value: Value, unit: Unit): Cell {
  return toCell(unit === "time" && typeof value === "bigint" ? clockText(value) : value, unit);
}

/** Microseconds since 1970 as `yyyy-MM-dd HH:mm:ss[.ffffff]`. */
function clockText(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((micros - fraction) / 1000n)).toISOString().slice(0, 19).replace("T", " ");
  return fraction === 0n ? seconds : `${seconds}.${fraction.toString().padStart(6, "0").replace(/0+$/, "")}`;
}
