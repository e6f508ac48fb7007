import { detectIdType, detectLabels } from "./detect/ids-and-labels.ts";
import { detectNumberStyles } from "./detect/number-style.ts";
import { currencyOf, toNumber } from "./detect/number-text.ts";
import { detectTime, guessDayFirst, type TimeDetection } from "./detect/time-format.ts";
import type { Mapping } from "./mapping.ts";
import type { IdPlan, LabelPlan, MoneyPlan, NumberStyle, SalePlan, SalePlanColumns, TimePlan } from "./plan.ts";
import { type Proposal, proposeMapping } from "./propose/propose-mapping.ts";
import type { Gap, Note } from "./propose/reasons.ts";
import { type ColumnSources, findColumns, leftOut } from "./resolve-columns.ts";
import { knownLabels, statusLabels } from "./resolve-labels.ts";
import type { SourceColumn, SourceShape } from "./source-shape.ts";
import { EPOCH_FORMATS } from "./strptime.ts";

export type ResolvedPlan =
  | { readonly kind: "plan"; readonly plan: SalePlan; readonly notes: readonly Note[] }
  | { readonly kind: "unknown"; readonly proposal: Proposal };

export interface PlanDefaults {
  readonly timeZone: string;
  readonly currency: string;
}

/**
 * Settles how the columns of a file become sales: what the mapping says, else what the names of the columns and the
 * sampled rows show. `unknown` when no time or no total is found, or when its dates may be read in two ways.
 * `shown` is the file as the person named it. Throws a UserError for a mapping that names a column the file lacks.
 */
export function resolvePlan(
  shape: SourceShape,
  mapping: Mapping | undefined,
  defaults: PlanDefaults,
  shown: string = shape.path,
): ResolvedPlan {
  const given = mapping ?? {};
  const sources = findColumns(shape, given, shown);
  const time = sources.timestamp === undefined ? undefined : timeOf(shape, sources.timestamp, given);
  const gaps = findGaps(sources, given.timestamp_format === undefined ? time : undefined);
  if (gaps.length > 0 || sources.timestamp === undefined || time === undefined) {
    return { kind: "unknown", proposal: proposeMapping(shape, given, gaps) };
  }
  const numbers = numbersOf(shape, sources, given);
  const labels = statusLabels(valuesOf(shape, sources.status), given);
  const mark = given.currency === undefined ? commonCurrency([numbers.total, numbers.unit_price]) : undefined;
  const plan: SalePlan = {
    columns: planColumns(shape, sources, timePlan(sources.timestamp, time, given), numbers),
    status: labels.status,
    known: {
      category: knownLabels("category", valuesOf(shape, sources.category), given),
      payment_method: knownLabels("payment_method", valuesOf(shape, sources.payment_method), given),
    },
    currency: given.currency ?? mark?.currency ?? defaults.currency,
    timeZone: given.time_zone ?? defaults.timeZone,
  };
  const notes = [
    ...timeNotes(sources.timestamp, time, given),
    ...numberNotes(shape, numbers),
    ...totalNotes(sources),
    ...labels.notes,
    ...(mark === undefined ? [] : [{ code: "currency_read", params: mark } as const]),
    ...leftOut(shape, sources, given),
  ];
  return { kind: "plan", plan, notes };
}

function findGaps(sources: ColumnSources, time: TimeDetection | undefined): Gap[] {
  const total = sources.total ?? (sources.quantity && sources.unit_price);
  return [
    ...(sources.timestamp === undefined ? (["timestamp"] as const) : []),
    ...(total === undefined ? (["total"] as const) : []),
    ...(time?.kind === "ambiguous" ? (["date_order"] as const) : []),
  ];
}

function timeOf(shape: SourceShape, source: SourceColumn, given: Mapping): TimeDetection {
  const dayFirst = () => guessDayFirst(source, shape.format, given.csv?.decimal);
  return detectTime(source, valuesOf(shape, source), { dayFirst });
}

function timePlan(source: SourceColumn, time: TimeDetection, given: Mapping): TimePlan {
  const told = given.timestamp_format === undefined ? undefined : [given.timestamp_format].flat();
  // The file's own times need no format, whatever the mapping says.
  const own = source.type === "time" || source.type === "date" || source.type === "zoned_time";
  const formats = own ? [] : (told ?? (time.kind === "formats" ? time.formats : []));
  const instants = formats.some(
    (format) => (EPOCH_FORMATS as readonly string[]).includes(format) || /%[zZ]/.test(format),
  );
  return { source, formats, offsets: formats.length > 0 ? instants : time.offsets };
}

interface Numbers {
  readonly total?: MoneyPlan;
  readonly unit_price?: MoneyPlan;
  readonly quantity?: MoneyPlan;
}

function numbersOf(shape: SourceShape, { total, unit_price, quantity }: ColumnSources, given: Mapping): Numbers {
  const wanted = Object.entries({ total, unit_price, quantity }).flatMap(([name, source]) =>
    source === undefined ? [] : [{ name, source, values: valuesOf(shape, source) }],
  );
  const styles = detectNumberStyles(wanted, shape.format, given.csv ?? {});
  return Object.fromEntries(wanted.map(({ name, source }, index) => [name, { source, number: styles[index] }]));
}

function planColumns(
  shape: SourceShape,
  sources: ColumnSources,
  timestamp: TimePlan,
  numbers: Numbers,
): SalePlanColumns {
  const { transaction_id, customer_id, product_id, category, payment_method, status } = sources;
  const { quantity, unit_price, total } = numbers;
  return {
    ...(transaction_id === undefined ? {} : { transaction_id: idPlan(shape, transaction_id) }),
    timestamp,
    ...(customer_id === undefined ? {} : { customer_id: idPlan(shape, customer_id) }),
    ...(product_id === undefined ? {} : { product_id: idPlan(shape, product_id) }),
    ...(category === undefined ? {} : { category: labelPlan(shape, category) }),
    ...(quantity === undefined ? {} : { quantity: { ...quantity, decimals: quantityDecimals(shape, quantity) } }),
    ...(unit_price === undefined ? {} : { unit_price }),
    total: total ?? "computed",
    ...(payment_method === undefined ? {} : { payment_method: labelPlan(shape, payment_method) }),
    ...(status === undefined ? {} : { status: labelPlan(shape, status) }),
  };
}

function idPlan(shape: SourceShape, sources: readonly SourceColumn[]): IdPlan {
  return { sources, type: detectIdType(sources, valuesOf(shape, sources[0])) };
}

function labelPlan(shape: SourceShape, source: SourceColumn): LabelPlan {
  return { source, values: detectLabels(valuesOf(shape, source)) };
}

/** Weights and lengths have fractions; 2.0 may be a piece, but is read the careful way. */
function quantityDecimals(shape: SourceShape, { source, number }: MoneyPlan): 0 | 3 {
  const fraction = (value: string | null) => value?.includes(number.decimal) === true;
  return source.type === "integer" || !valuesOf(shape, source).some(fraction) ? 0 : 3;
}

function commonCurrency(amounts: readonly (MoneyPlan | undefined)[]): { currency: string; mark: string } | undefined {
  const found = amounts
    .flatMap((amount) => amount?.number.symbols ?? [])
    .flatMap((mark) => {
      const currency = currencyOf(mark);
      return currency === undefined ? [] : [{ currency, mark }];
    });
  const [first] = found;
  return found.every(({ currency }) => currency === first?.currency) ? first : undefined;
}

function valuesOf(shape: SourceShape, source: SourceColumn | undefined): (string | null)[] {
  const index = source === undefined ? -1 : shape.columns.indexOf(source);
  return index < 0 ? [] : shape.sample.map((row) => row[index] ?? null);
}

function timeNotes({ name: column }: SourceColumn, time: TimeDetection, given: Mapping): Note[] {
  if (given.timestamp_format !== undefined) {
    return [];
  }
  if (time.kind === "none" && time.example !== null) {
    return [{ code: "times_unread", params: { column, text: time.example } }];
  }
  return time.kind === "formats" ? [{ code: "times_read", params: { column, ...time.example } }] : [];
}

function numberNotes(shape: SourceShape, { total, unit_price }: Numbers): Note[] {
  const amount = total ?? unit_price;
  if (amount === undefined || isPlain(amount.number)) {
    return [];
  }
  const values = valuesOf(shape, amount.source).filter((value) => value !== null);
  const [text] = values.filter((value) => toNumber(value, amount.number) !== null).sort((a, b) => b.length - a.length);
  if (text === undefined) {
    return [];
  }
  const params = { column: amount.source.name, text: text.trim(), read: String(toNumber(text, amount.number)) };
  return [{ code: "numbers_read", params }];
}

function isPlain({ decimal, thousands }: NumberStyle): boolean {
  return decimal === "." && thousands === "";
}

function totalNotes({ total, quantity, unit_price: price }: ColumnSources): Note[] {
  return total !== undefined || quantity === undefined || price === undefined
    ? []
    : [{ code: "total_computed", params: { quantity: quantity.name, price: price.name } }];
}
