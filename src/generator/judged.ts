import { CATEGORIES, OUTCOMES } from "./ranges.ts";
import { quotedList } from "./sql-text.ts";

export const CATEGORY_LABEL = `${quotedList(CATEGORIES)}[category + 1]`;
export const STATUS_LABEL = `${quotedList(OUTCOMES.map(({ status }) => status))}[outcome + 1]`;

/** What a cleaner finds where nothing is wrong: see Story. `hour` is SQL. */
export function judgedAsDrawn(draw: string, hour = "NULL::VARCHAR"): string {
  return `(
SELECT NULL::VARCHAR AS reason, NULL::VARCHAR AS warning, ${CATEGORY_LABEL} AS category, ${STATUS_LABEL} AS status,
  quantity * cents AS total, ${hour} AS hour
FROM ${draw})`;
}
