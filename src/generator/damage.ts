import type { RejectingRule, WarningRule } from "../model/rules.ts";
import { CATEGORY_LABEL, STATUS_LABEL } from "./judged.ts";
import type { SalesPlan } from "./options.ts";
import { OUTCOMES } from "./ranges.ts";
import type { Story } from "./scenarios.ts";
import { quoted, quotedList } from "./sql-text.ts";

/** Of 1000 rows, how many have which defect. One of two defects at once is the one that counts. */
const DEFECTS = {
  missing_id: { share: 2, reason: "missing_id" },
  missing_customer: { share: 8, reason: "missing_customer" },
  missing_customer_and_total: { share: 2, reason: "missing_customer" },
  missing_total: { share: 10, reason: "missing_total" },
  bad_number: { share: 8, reason: "bad_number" },
  bad_timestamp: { share: 8, reason: "bad_timestamp" },
  non_positive_total: { share: 8, reason: "non_positive_total" },
  duplicate_id: { share: 10, reason: "duplicate_id" },
  total_mismatch: { share: 5, warning: "total_mismatch" },
  unknown_status: { share: 5, warning: "unknown_status" },
  unknown_payment_method: { share: 3, warning: "unknown_payment_method" },
  unknown_category: { share: 3, warning: "unknown_category" },
} as const satisfies Readonly<
  Record<string, { readonly share: number } & ({ readonly reason: RejectingRule } | { readonly warning: WarningRule })>
>;

type Defect = keyof typeof DEFECTS;

/** SQL for what a row holds instead, by its defect. */
type Changes = Partial<Record<Defect, string>>;

/**
 * Sales of which some are broken, as text: typed columns could not hold them. A duplicate is another sale under the id
 * of the row above, which is accepted.
 */
export function damage(draw: string, { key }: SalesPlan): Story {
  const damaged = `(
SELECT * EXCLUDE (own, above), CASE WHEN own = ${quoted("duplicate_id")} AND (i = 0 OR above) THEN NULL ELSE own END AS defect
FROM (
  SELECT *, ${defectOf(lot("i", key))} AS own, ${isRejected(lot("i - 1", key))} AS above
  FROM ${draw}
))`;
  return { draw, file: { kind: "text", columns: textOf(damaged) }, judged: judgedOf(damaged) };
}

const STATUS = when({ unknown_status: "'Devuelta'" }, STATUS_LABEL);
const CATEGORY = when({ unknown_category: "'Jardín'" }, CATEGORY_LABEL);
const PAYMENT = when(
  { unknown_payment_method: "'Bizum'" },
  `${quotedList(OUTCOMES.map(({ payment }) => payment))}[outcome + 1]`,
);
const TOTAL = text("quantity * cents");

function textOf(damaged: string): string {
  return `(
SELECT
  ${when({ missing_id: "NULL", duplicate_id: "i::VARCHAR" }, "(i + 1)::VARCHAR")} AS transaction_id,
  ${when(
    { bad_timestamp: "['2026-02-30 10:15:00', '2026-01-15 25:61:00', 'ayer', NULL][1 + i % 4]" },
    "make_timestamp(second * 1000000)::VARCHAR",
  )} AS "timestamp",
  ${when({ missing_customer: "NULL", missing_customer_and_total: "NULL" }, "customer_id::VARCHAR")} AS customer_id,
  product_id::VARCHAR AS product_id,
  ${CATEGORY} AS category,
  ${when({ bad_number: "['dos', quantity::VARCHAR][1 + i % 2]" }, "quantity::VARCHAR")} AS quantity,
  ${text("cents")} AS unit_price,
  ${when(
    {
      missing_total: "NULL",
      missing_customer_and_total: "NULL",
      bad_number: `[${TOTAL}, '12.3.4', ${TOTAL}, 'gratis'][1 + i % 4]`,
      non_positive_total: `['0.00', '-' || ${TOTAL}][1 + i % 2]`,
      total_mismatch: text("2 * quantity * cents"),
    },
    TOTAL,
  )} AS total,
  ${PAYMENT} AS payment_method,
  ${STATUS} AS status
FROM ${damaged})`;
}

function judgedOf(damaged: string): string {
  return `(
SELECT ${finding("reason")} AS reason, ${finding("warning")} AS warning, ${CATEGORY} AS category, ${STATUS} AS status,
  ${when({ total_mismatch: "2 * quantity * cents" }, "quantity * cents")} AS total, NULL::VARCHAR AS hour
FROM ${damaged})`;
}

/** 0 … 999, from the row's number. */
function lot(row: string, key: bigint): string {
  return `(hash(hash(${row} + ${key})) % 1000)::INTEGER`;
}

/** The defect that a lot gives; NULL for most. */
function defectOf(drawn: string): string {
  const steps = upperBounds().map(({ defect, upto }) => `WHEN ${drawn} < ${upto} THEN ${quoted(defect)}`);
  return `CASE ${steps.join(" ")} END`;
}

/** The rejected come first. A list after IN would become a join, which loses the rows' order. */
function isRejected(drawn: string): string {
  const rejected = upperBounds().filter(({ defect }) => "reason" in DEFECTS[defect]);
  return `${drawn} < ${rejected.at(-1)?.upto ?? 0}`;
}

function upperBounds(): { readonly defect: Defect; readonly upto: number }[] {
  let upto = 0;
  return (Object.keys(DEFECTS) as Defect[]).map((defect) => {
    upto += DEFECTS[defect].share;
    return { defect, upto };
  });
}

function finding(kind: "reason" | "warning"): string {
  const found = Object.entries<{ reason?: RejectingRule; warning?: WarningRule }>(DEFECTS).flatMap(
    ([defect, entry]) => {
      const rule = entry[kind];
      return rule === undefined ? [] : [`WHEN ${quoted(defect)} THEN ${quoted(rule)}`];
    },
  );
  return `CASE defect ${found.join(" ")} END`;
}

function when(changes: Changes, otherwise: string): string {
  const steps = Object.entries(changes).map(([defect, sql]) => `WHEN ${quoted(defect)} THEN ${sql}`);
  return `CASE defect ${steps.join(" ")} ELSE ${otherwise} END`;
}

function text(cents: string): string {
  return `((${cents})::DECIMAL(9,0) * 0.01)::VARCHAR`;
}
