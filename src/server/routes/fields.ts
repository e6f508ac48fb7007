import type { NumberStyle, SalePlan } from "../../model/plan.ts";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../../model/sale.ts";
import { type Fields, fieldsRoute } from "../api/fields.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { sourcesOf } from "./understood.ts";

export function addFields(api: Api, { desk }: ServerParts): void {
  api.openapi(fieldsRoute, (c) => {
    const plan = desk.plan();
    const { historyDays, windowDays, deadLetters } = desk.retention;
    return c.json(
      {
        columns: plan === null ? null : columnsOf(plan),
        kept: {
          rows: desk.definition.rows === "keep",
          rows_days: historyDays,
          windows_days: windowDays,
          aside: deadLetters,
        },
      },
      200,
    );
  });
}

function columnsOf(plan: SalePlan): NonNullable<Fields["columns"]> {
  return SALE_COLUMN_NAMES.filter((column) => plan.columns[column] !== undefined).map((column) => ({
    column,
    sources: sourcesOf(plan, column),
    written: writtenText(plan, column),
  }));
}

/** An example of each number, the formats of times. */
function writtenText({ columns }: SalePlan, column: SaleColumn): string | null {
  const plan = columns[column];
  if (plan === undefined || plan === "computed") return null;
  if ("formats" in plan) return plan.formats.length === 0 ? "ISO 8601" : plan.formats.join(" · ");
  return "number" in plan ? numberExample(plan.number) : null;
}

function numberExample({ decimal, thousands, symbols }: NumberStyle): string {
  return [`1${thousands}234${decimal}56`, ...symbols].join(" ");
}
