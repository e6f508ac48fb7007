import { REJECTING_RULES, type RejectReason, WARNING_RULES } from "../../model/rules.ts";
import type { ConsoleContext } from "./context.ts";
import { indent } from "./indent.ts";
import { layoutTable } from "./layout.ts";
import { printable } from "./printable.ts";
import { wrap } from "./width.ts";

/** The equation every row is in, why rows were rejected or warned about, and the time the sales cover. */
export function qualityLines(context: ConsoleContext): string[] {
  const { outcome, words, format, paint, width } = context;
  const { read, accepted, rejected, reasons, warnings } = outcome.quality;
  const equation = words.equation({
    read: format.count(read),
    accepted: format.count(accepted),
    rejected: format.count(rejected),
  });
  const mark = rejected === 0 ? paint.good("✓") : paint.warn("!");
  const order: readonly RejectReason[] = [...REJECTING_RULES, ...WARNING_RULES];
  return [
    ...wrap(equation, width - 2).map((line, index) => `${index === 0 ? mark : " "} ${paint.title(line)}`),
    ...indent(wrap(period(context), width - 2).map(paint.dim), 2),
    ...countLines(paint.bad("✗"), words.rejected, order, reasons, context),
    ...countLines(paint.warn("!"), words.warnings, order, warnings, context),
  ];
}

function period({ outcome, words, format }: ConsoleContext): string {
  if (outcome.span === null) return words.no_sales;
  const { first, last } = outcome.span;
  return words.sales_from({
    first: format.time(first),
    last: format.time(last),
    zone: printable(outcome.shop.timeZone),
  });
}

function countLines(
  mark: string,
  head: string,
  order: readonly RejectReason[],
  counts: Readonly<Partial<Record<RejectReason, number>>>,
  { words, rules, format, paint, width }: ConsoleContext,
): string[] {
  const found = order.filter((reason) => (counts[reason] ?? 0) > 0);
  if (found.length === 0) return [];
  const columns = [
    { head, kind: "label", cells: found },
    { head: words.rows, kind: "number", cells: found.map((reason) => format.count(counts[reason] ?? 0)) },
  ] as const;
  const sentences = {
    head: words.meaning,
    kind: "label",
    cells: found.map((reason) => rules[reason].sentence),
  } as const;
  const labels = { ...sentences, cells: found.map((reason) => rules[reason].label) };
  const whole = layoutTable([...columns, sentences], 2, width - 2, paint);
  const fits = !whole.some((line) => line.includes("…"));
  const lines = fits ? whole : layoutTable([...columns, labels], 2, width - 2, paint);
  return ["", ...lines.map((line, index) => `${index < 2 ? " " : mark} ${line}`)];
}
