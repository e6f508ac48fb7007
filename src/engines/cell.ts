import type { Unit } from "../model/query.ts";
import type { Cell } from "../model/result.ts";

/**
 * An engine's value as the cell its unit asks for. Decimals, dates and times (as `yyyy-MM-dd HH:mm:ss`, in UTC) come as
 * text or as something that prints so.
 */
export function toCell(value: unknown, unit: Unit): Cell {
  if (value === null || value === undefined) {
    return null;
  }
  switch (unit) {
    case "money":
      return twoDecimals(String(value));
    case "count":
    case "quantity":
    case "ratio":
    case "number":
    case "hour":
    case "weekday":
      return Number(String(value));
    case "id":
      return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case "label":
    case "text":
    case "month":
    case "day":
      return String(value);
    case "time":
      return `${String(value).replace(" ", "T")}Z`;
  }
}

function twoDecimals(text: string): string {
  const [whole = "0", fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(2, "0").slice(0, 2)}`;
}
