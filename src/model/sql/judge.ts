import { planColumns, type SalePlan } from "../plan.ts";
import { REJECTING_RULES, type RejectReason, WARNING_RULES, type WarningRule } from "../rules.ts";
import type { SaleColumn } from "../sale.ts";
import type { SourceColumn } from "../source-shape.ts";
import type { Dialect } from "./dialect.ts";
import {
  missing,
  type NamedSql,
  type Parsed,
  parseId,
  parseLabel,
  parseMoney,
  parseQuantity,
  parseTime,
} from "./parse.ts";
import { type Years, type ZoneSql, zoneSql } from "./zone.ts";

/** Reasons by their number in the `reason` column of a judged relation; duplicates are found afterwards. */
const REASON_CODES: readonly RejectReason[] = [...REJECTING_RULES, ...WARNING_RULES];

export function reasonCode(reason: RejectReason): number {
  return REASON_CODES.indexOf(reason) + 1;
}

export function reasonOf(code: number): RejectReason {
  const reason = REASON_CODES[code - 1];
  if (reason === undefined) {
    throw new Error(`no rejecting rule has the number ${code}`);
  }
  return reason;
}

export interface JudgeOptions {
  /** Turns warnings into rejections. */
  readonly strict?: boolean;
  /** When a source row is none, as a condition over the source's columns. */
  readonly unreadable?: string | undefined;
  /** Where all times are known to lie; others come out wrong. */
  readonly years?: Years | undefined;
  /** The shop's zone, where the engine has a shorter way to say it than the table of its offsets. */
  readonly zone?: ZoneSql;
  /** Columns of the source that the judged rows keep, by their names; none may be called as a sale column. */
  readonly carried?: readonly string[];
}

/**
 * Source rows to judged rows: the sale columns of the plan, typed; `event_time` (UTC) where the file's times
 * carry offsets; what is carried; and `reason`, null where the row stands. Written once for batch and stream, for
 * every engine.
 */
export function judgeSql(
  plan: SalePlan,
  source: string,
  dialect: Dialect,
  { strict = false, unreadable, years, zone, carried = [] }: JudgeOptions = {},
): string {
  const parsed = parseColumns(plan, zone ?? zoneSql(plan.timeZone, dialect, years), dialect, unreadable);
  const typed = parsed.map(({ name, value }) => ({ name, sql: value }));
  const flags = [
    ...(unreadable === undefined
      ? []
      : [{ name: "vitrina unreadable", sql: unreadable, reason: "unreadable" as const }]),
    ...textRules(plan, parsed, dialect),
  ];
  const rules = [
    ...flags.map(({ name, reason }) => ({ when: dialect.name(name), reason })),
    // Too large for money.
    { when: `${dialect.name("total")} IS NULL`, reason: "bad_number" as const },
    { when: `${dialect.name("timestamp")} IS NULL`, reason: "bad_timestamp" as const },
    { when: `${dialect.name("total")} <= 0`, reason: "non_positive_total" as const },
    ...(strict ? warningRules(plan, dialect).map(({ rule, when }) => ({ when, reason: rule })) : []),
  ];
  const cases = rules.map(({ when, reason }) => `WHEN ${when} THEN ${reasonCode(reason)}`).join(" ");
  const kept = carried.map((name) => ({ name, sql: dialect.name(name) }));
  const names = [...typed, ...kept].map(({ name }) => dialect.name(name)).join(", ");
  const judged = `SELECT ${named([...typed, ...kept, ...flags], dialect)} FROM ${steps(parsed, source, dialect)}`;
  return `SELECT ${names}, CASE ${cases} END AS reason FROM (${judged}) AS judged`;
}

/** The warnings as conditions over typed sales; each counts rows and rejects none. */
export function warningRules(plan: SalePlan, dialect: Dialect): { rule: WarningRule; when: string }[] {
  const { columns } = plan;
  const rules: { rule: WarningRule; when: string }[] = [];
  if (columns.total !== "computed" && columns.quantity !== undefined && columns.unit_price !== undefined) {
    rules.push({ rule: "total_mismatch", when: mismatch(dialect) });
  }
  if (columns.status !== undefined) {
    rules.push({ rule: "unknown_status", when: outside("status", Object.values(plan.status).flat(), dialect) });
  }
  for (const column of ["payment_method", "category"] as const) {
    if (columns[column] !== undefined) {
      rules.push({ rule: `unknown_${column}`, when: outside(column, plan.known[column], dialect) });
    }
  }
  return rules;
}

interface ParsedColumn extends Parsed {
  readonly name: string;
}

function parseColumns(plan: SalePlan, zone: ZoneSql, dialect: Dialect, unless: string | undefined): ParsedColumn[] {
  return planColumns(plan).flatMap((name): ParsedColumn[] => {
    if (name !== "timestamp") {
      return [{ name, ...parseColumn(plan, name, dialect, unless) }];
    }
    const time = parseTime(plan.columns.timestamp, zone, dialect, unless);
    return [
      { name, steps: time.steps, value: time.value },
      ...(time.instant === null ? [] : [{ name: "event_time", steps: [], value: time.instant }]),
    ];
  });
}

function parseColumn(
  { columns }: SalePlan,
  name: Exclude<SaleColumn, "timestamp">,
  dialect: Dialect,
  unless: string | undefined,
): Parsed {
  switch (name) {
    case "transaction_id":
    case "customer_id":
    case "product_id":
      return parseId(present(columns[name]), name, dialect, unless);
    case "category":
    case "payment_method":
    case "status":
      return parseLabel(present(columns[name]), name, dialect, unless);
    case "quantity":
      return parseQuantity(present(columns.quantity), dialect, unless);
    case "unit_price":
      return parseMoney(present(columns.unit_price), name, dialect);
    case "total": {
      if (columns.total !== "computed") {
        return parseMoney(columns.total, name, dialect);
      }
      // The steps of the two columns, not their values: those may stop the query, and this one must not.
      const quantity = present(parseQuantity(present(columns.quantity), dialect).steps[0]);
      const price = present(parseMoney(present(columns.unit_price), "unit_price", dialect).steps.at(-1));
      return { steps: [], value: dialect.product(dialect.name(quantity.name), dialect.name(price.name)) };
    }
  }
}

/** One nested SELECT for each depth of steps, so that a step may use the one before it. */
function steps(parsed: readonly ParsedColumn[], source: string, dialect: Dialect): string {
  const depth = Math.max(...parsed.map((column) => column.steps.length));
  let from = source;
  for (let level = 0; level < depth; level += 1) {
    const layer = parsed.map((column) => column.steps[level]).filter((step) => step !== undefined);
    from = `(SELECT *, ${named(layer, dialect)} FROM ${from}) AS step_${level + 1}`;
  }
  return from;
}

/** The rules that look at the text before it becomes a value, in the order they apply. */
function textRules(
  { columns }: SalePlan,
  parsed: readonly ParsedColumn[],
  dialect: Dialect,
): (NamedSql & { reason: RejectReason })[] {
  const absent = (sources: readonly SourceColumn[]) =>
    sources.map((source) => `(${missing(source, dialect)})`).join(" OR ");
  const total =
    columns.total === "computed"
      ? [present(columns.quantity).source, present(columns.unit_price).source]
      : [columns.total.source];
  // Text that is there but became no number: the last step of each number column is null only then.
  const numbers = [columns.total === "computed" ? undefined : { name: "total", source: columns.total.source }]
    .concat(columns.unit_price && { name: "unit_price", source: columns.unit_price.source })
    .concat(columns.quantity && { name: "quantity", source: columns.quantity.source })
    .filter((number) => number !== undefined)
    .map(({ name, source }) => {
      const last = parsed.find((column) => column.name === name)?.steps.at(-1);
      const value = dialect.name(present(last).name);
      return `CASE WHEN ${value} IS NULL THEN NOT (${missing(source, dialect)}) ELSE 1 = 0 END`;
    });
  return [
    ...(columns.transaction_id === undefined
      ? []
      : [{ name: "vitrina no id", sql: absent(columns.transaction_id.sources), reason: "missing_id" as const }]),
    ...(columns.customer_id === undefined
      ? []
      : [
          {
            name: "vitrina no customer",
            sql: absent(columns.customer_id.sources),
            reason: "missing_customer" as const,
          },
        ]),
    { name: "vitrina no total", sql: absent(total), reason: "missing_total" },
    { name: "vitrina bad number", sql: numbers.join(" OR "), reason: "bad_number" },
  ];
}

/** Total and quantity × unit price differ by more than 1 %. Nearly all rows are told apart by the cheap test alone. */
function mismatch(dialect: Dialect): string {
  const [total, quantity, price] = (["total", "quantity", "unit_price"] as const).map(dialect.name);
  const roughly = `CAST(${quantity} AS DOUBLE) * CAST(${price} AS DOUBLE)`;
  const product = dialect.product(String(quantity), String(price));
  const exactly = `abs(CAST(${total} AS DECIMAL(38,2)) - ${product}) * 100 > abs(${product})`;
  return `CASE WHEN abs(CAST(${total} AS DOUBLE) - ${roughly}) <= 0.009 * abs(${roughly}) THEN 1 = 0 ELSE ${exactly} END`;
}

/** A label that is none of the known ones; without a list, one that is blank. */
function outside(column: SaleColumn, labels: readonly string[] | null, dialect: Dialect): string {
  return labels === null
    ? missing({ name: column, type: "text" }, dialect)
    : `CASE WHEN ${dialect.oneOf(dialect.toText(dialect.name(column)), labels)} THEN 1 = 0 ELSE 1 = 1 END`;
}

function named(columns: readonly NamedSql[], dialect: Dialect): string {
  return columns.map(({ name, sql }) => `${sql} AS ${dialect.name(name)}`).join(", ");
}

function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("the plan lacks a column that another one needs");
  }
  return value;
}
