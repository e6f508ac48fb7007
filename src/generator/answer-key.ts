import type { DuckDb } from "../engines/duckdb/instance.ts";
import type { RejectingRule, WarningRule } from "../model/rules.ts";
import { moneyText } from "./money-text.ts";

/** What a correct cleaner and correct analyses must find in a generated file; counts by name, none of them zero. */
export interface AnswerKey {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly reasons: Readonly<Partial<Record<RejectingRule, number>>>;
  /** Of the accepted rows, as all that follows. */
  readonly warnings: Readonly<Partial<Record<WarningRule, number>>>;
  /** sum(total), two decimals. */
  readonly grossTotal: string;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byCategory: Readonly<Record<string, number>>;
  /** By hour (yyyy-MM-dd HH) of the shop's clock; empty unless the scenario is about hours. */
  readonly byHour: Readonly<Record<string, number>>;
}

/** Counts the verdicts of a story (Story.judged) in integers, without a look at the file. */
export async function answerKey({ connection }: DuckDb, judged: string): Promise<AnswerKey> {
  const result = await connection.runAndReadAll(`
SELECT count(*), count(*) FILTER (reason IS NULL), coalesce(sum(total) FILTER (reason IS NULL), 0)::BIGINT,
  histogram(reason) FILTER (reason IS NOT NULL),
  histogram(warning) FILTER (reason IS NULL AND warning IS NOT NULL),
  histogram(status) FILTER (reason IS NULL),
  histogram(category) FILTER (reason IS NULL),
  histogram(hour) FILTER (reason IS NULL AND hour IS NOT NULL)
FROM ${judged}`);
  const [rows, accepted, cents, reasons, warnings, byStatus, byCategory, byHour] = result.getRowsJson()[0] ?? [];
  return {
    rows: Number(rows),
    accepted: Number(accepted),
    rejected: Number(rows) - Number(accepted),
    reasons: counts(reasons),
    warnings: counts(warnings),
    grossTotal: moneyText(BigInt(String(cents))),
    byStatus: counts(byStatus),
    byCategory: counts(byCategory),
    byHour: counts(byHour),
  };
}

/** A map of DuckDB as JSON is a list of {key, value}, or null where nothing was counted. */
function counts(map: unknown): Record<string, number> {
  if (!Array.isArray(map)) return {};
  return Object.fromEntries(map.map(({ key, value }: { key: string; value: string }) => [key, Number(value)]));
}
