import { isSaleColumn, type SaleColumn } from "../../model/sale.ts";
import { WIDEN } from "../../model/sql/parse.ts";

/** The column that a query stopped over because a value does not fit its plan; undefined for any other error. */
export function columnToWiden(error: unknown): SaleColumn | undefined {
  const message = error instanceof Error ? error.message : "";
  const at = message.indexOf(WIDEN);
  const column = at < 0 ? "" : (message.slice(at + WIDEN.length).match(/^\w+/)?.[0] ?? "");
  return isSaleColumn(column) ? column : undefined;
}
