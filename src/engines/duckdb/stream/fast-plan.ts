import type { MoneyPlan, SalePlan } from "../../../model/plan.ts";
import type { PartitionBatch } from "../../../model/stream/records.ts";

/**
 * The same plan for records whose amounts are read as numbers; undefined where they must be read as text. A JSON number
 * and a text of digits come to the same amount, a text of anything else to no number at all.
 */
export function withNumbers(plan: SalePlan): SalePlan | undefined {
  const { total, unit_price } = plan.columns;
  const amounts = [total, unit_price].filter((amount) => amount !== undefined && amount !== "computed");
  const sources = Object.values(plan.columns).flatMap((column) =>
    column === undefined || column === "computed" ? [] : "sources" in column ? column.sources : [column.source],
  );
  const isShared = ({ source }: MoneyPlan) => sources.filter(({ name }) => name === source.name).length > 1;
  if (amounts.some((amount) => !isPlain(amount) || isShared(amount))) return undefined;
  return {
    ...plan,
    columns: {
      ...plan.columns,
      ...(unit_price === undefined ? {} : { unit_price: asNumber(unit_price) }),
      total: total === "computed" ? total : asNumber(total),
    },
  };
}

/** To the engine `true` is the number 1. No other spelling of it exists, so a search of the bytes tells. */
export function hasWords(partitions: readonly PartitionBatch[]): boolean {
  return partitions.some(({ records: { lines } }) => {
    const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
    return bytes.includes("true") || bytes.includes("false");
  });
}

function isPlain({ source, number }: MoneyPlan): boolean {
  return source.type === "text" && number.decimal === "." && number.thousands === "" && number.symbols.length === 0;
}

function asNumber(amount: MoneyPlan): MoneyPlan {
  return { ...amount, source: { ...amount.source, type: "decimal" } };
}
