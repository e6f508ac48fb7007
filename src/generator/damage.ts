import { CATEGORY_LABEL, STATUS_LABEL } from "./judged.ts";
import type { SalesPlan } from "./options.ts";
import { OUTCOMES } from "./ranges.ts";
import type { Story } from "./scenarios.ts";
import { quoted, quotedList } from "./sql-text.ts";

/** Of 1000 rows, how many have which defect. Two at once are rejected for the first rule that holds. */
const DEFECTS = [
  { defect: "missing_id", share: 2, reason: "missing_id", warning: null },
  { defect: "missing_customer", share: 8, reason: "missing_customer", warning: null },
  { defect: "missing_customer_and_total", share: 2, reason: "missing_customer", warning: null },
  { defect: "missing_total", share: 10, reason: "missing_total", warning: null },
  { defect: "bad_number", share: 8, reason: "bad_number", warning: null },
  { defect: "bad_timestamp", share: 8, reason: "bad_timestamp", warning: null },
  { defect: "non_positive_total", share: 8, reason: "non_positive_total", warning: null },
  { defect: "duplicate_id", share: 10, reason: "duplicate_id", warning: null },
  { defect: "total_mismatch", share: 5, reason: null, warning: "total_mismatch" },
  { defect: "unknown_status", share: 5, reason: null, warning: "unknown_status" },
  { defect: "unknown_payment_method", share: 3, reason: null, warning: "unknown_payment_method" },
  { defect: "unknown_category", share: 3, reason: null, warning: "unknown_category" },
] as const;

type Defect = (typeof DEFECTS)[number]["defect"];

/**
 * Sales of which some are broken, as text: a typed file could not hold them. A duplicate repeats the id of the row
 * above it, where that row is accepted, and is a different sale otherwise.
 */
export function damage(draw: string, plan: SalesPlan): Story {
  const damaged = `(
SELECT * EXCLUDE (own, above),
  CASE WHEN own = 'duplicate_id' AND (i = 0 OR ${rejects("above")}) THEN NULL ELSE own END AS defect
FROM (SELECT *, ${defectOf(`hash(hash(i + ${plan.key}) + 1::UBIGINT)`)} AS own, ${defectOf(`hash(hash(i - 1 + ${plan.key}) + 1::UBIGINT)`)} AS above FROM ${draw}))`;

  const status = when({ unknown_status: "'Devuelta'" }, STATUS_LABEL);
  const category = when({ unknown_category: "'Jardín'" }, CATEGORY_LABEL);
  const payment = `${quotedList(OUTCOMES.map((outcome) => outcome.payment))}[outcome + 1]`;
  const columns = `(
SELECT
  ${when({ missing_id: "NULL", duplicate_id: "i::VARCHAR" }, "(i + 1)::VARCHAR")} AS transaction_id,
  ${when(
    { bad_timestamp: "['2026-02-30 10:15:00', '2026-01-15 25:61:00', 'ayer', NULL][1 + i % 4]" },
    "make_timestamp(second * 1000000)::VARCHAR",
  )} AS "timestamp",
  ${when({ missing_customer: "NULL", missing_customer_and_total: "NULL" }, "customer_id::VARCHAR")} AS customer_id,
  product_id::VARCHAR AS product_id,
  ${category} AS category,
  ${when({ bad_number: "['dos', quantity::VARCHAR][1 + i % 2]" }, "quantity::VARCHAR")} AS quantity,
  ${text("cents")} AS unit_price,
  ${when(
    {
      missing_total: "NULL",
      missing_customer_and_total: "NULL",
      bad_number: `[${text("quantity * cents")}, '12.3.4', ${text("quantity * cents")}, 'gratis'][1 + i % 4]`,
      non_positive_total: `['0.00', '-' || ${text("quantity * cents")}][1 + i % 2]`,
      total_mismatch: text("2 * quantity * cents"),
    },
    text("quantity * cents"),
  )} AS total,
  ${when({ unknown_payment_method: "'Bizum'" }, payment)} AS payment_method,
  ${status} AS status
FROM ${damaged})`;

  const judged = `(
SELECT ${finding("reason")} AS reason, ${finding("warning")} AS warning, ${category} AS category, ${status} AS status,
  ${when({ total_mismatch: "2 * quantity * cents" }, "quantity * cents")} AS total, NULL::VARCHAR AS hour
FROM ${damaged})`;
  return { draw, file: { kind: "text", columns }, judged };
}

/** The defect that a hash gives a row by itself; NULL for most. */
function defectOf(hash: string): string {
  let upto = 0;
  const steps = DEFECTS.map(({ defect, share }) => {
    upto += share;
    return `WHEN ${hash} % 1000 < ${upto} THEN ${quoted(defect)}`;
  });
  return `CASE ${steps.join(" ")} END`;
}

/** Whether a row with this defect is rejected, or may be: a duplicate that stands for itself is rare and left alone. */
function rejects(defect: string): string {
  const names = DEFECTS.filter(({ reason }) => reason !== null).map((entry) => quoted(entry.defect));
  return `${defect} IN (${names.join(", ")})`;
}

function finding(kind: "reason" | "warning"): string {
  const found = DEFECTS.flatMap((entry) =>
    entry[kind] === null ? [] : [`WHEN ${quoted(entry.defect)} THEN ${quoted(entry[kind])}`],
  );
  return `CASE defect ${found.join(" ")} END`;
}

function when(changes: Partial<Record<Defect, string>>, otherwise: string): string {
  const steps = Object.entries(changes).map(([defect, sql]) => `WHEN ${quoted(defect)} THEN ${sql}`);
  return `CASE defect ${steps.join(" ")} ELSE ${otherwise} END`;
}

function text(cents: string): string {
  return `((${cents})::DECIMAL(9,0) * 0.01)::VARCHAR`;
}
