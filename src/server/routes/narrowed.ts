import type { Narrowed } from "../../engines/duckdb/shop/shop-questions.ts";
import { type DimensionId, isDimension } from "../../model/dimensions.ts";
import type { Filter } from "../../model/query.ts";
import { UserError } from "../../model/user-error.ts";
import { periodBefore, readShopTime, wallClock } from "../../pipelines/shop-time.ts";
import type { Who } from "../access/access.ts";
import type { Filters } from "../api/common.ts";

/** How a query string says that a row has no value. */
const NO_VALUE = "__null__";

/** What a query string narrows sales down to. @throws {UserError} api_period, api_period_order, api_personal */
export function narrowedBy(given: Filters, who: Who | null): Narrowed {
  const { from, to } = given;
  const period = {
    ...(from === undefined ? {} : { from: readShopTime(from) }),
    ...(to === undefined ? {} : { to: readShopTime(to) }),
  };
  if (period.from !== undefined && period.to !== undefined && period.to < period.from) {
    throw new UserError("api_period_order", { from: period.from, to: period.to });
  }
  const filters = Object.entries(given).flatMap(([name, values]): Filter[] =>
    isDimension(name) && Array.isArray(values) ? [filterOf(name, values)] : [],
  );
  // Asking for one customer at a time would tell them apart.
  if (given.customer_id !== undefined && isMasked(who)) throw new UserError("api_personal", {});
  return { period, filters };
}

/** The same over the period before, where it is asked for. @throws {UserError} api_compare_open */
export function narrowedBefore(narrowed: Narrowed, compare: "previous" | undefined, now: Date, timeZone: string) {
  if (compare === undefined) return null;
  return { ...narrowed, period: periodBefore(narrowed.period, wallClock(timeZone)(now)) };
}

export function periodOf({ period }: Narrowed): { from: string | null; to: string | null } {
  return { from: period.from ?? null, to: period.to ?? null };
}

/** Whether personal data is not for them. */
export function isMasked(who: Who | null): boolean {
  return who === null || who.role === "viewer";
}

function filterOf(dimension: DimensionId, values: readonly string[]): Filter {
  return { dimension, values: values.map((value) => (value === NO_VALUE ? null : value)) };
}
