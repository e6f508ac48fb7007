import type { Unit } from "../model/query.ts";
import type { Cell } from "../model/result.ts";
import type { Language } from "./language.ts";

/** Values as people read them: digits grouped, money exact to the cent, dates and names in the reader's language. */
export interface Formatter {
  readonly language: Language;
  /** Of the shop, for titles and column heads; empty where the shop states none. */
  readonly currency: string;
  /** "1125.18" with its currency. Every digit of the text is kept. */
  money(amount: string): string;
  /** A cell of money with its currency, or a dash. */
  moneyCell(amount: Cell): string;
  /** The same without the currency, for columns whose head names it. */
  amount(amount: string): string;
  /** Two or three digits and a word for the size ("1.2M"): for axes and crowded cells, never the only place of a figure. */
  short(value: number): string;
  count(value: number | string): string;
  quantity(value: number | string): string;
  /** A number with as many decimals as it has, but at least so many. */
  decimal(value: number | string, leastDecimals: number): string;
  /** 0.0312 as 3.12 %; what would round to nothing is said to be less than the least shown. */
  ratio(value: number): string;
  /** The same without decimals, for axes and crowded cells. */
  percent(value: number): string;
  /** The same with its sign, for growth and loss. */
  change(value: number): string;
  /** `yyyy-MM-dd`. */
  day(day: string): string;
  /** `yyyy-MM-dd` without the year, for axes. */
  dayShort(day: string): string;
  /** `yyyy-MM`. */
  month(month: string): string;
  hour(hour: number): string;
  /** 1 = Sunday … 7 = Saturday. */
  weekday(weekday: number): string;
  weekdayShort(weekday: number): string;
  /** An instant (ISO 8601 with offset) in the shop's zone; a wall-clock time (without offset) as it stands. */
  time(time: string): string;
  bytes(bytes: number): string;
  duration(milliseconds: number): string;
  /** A value by its unit, for a table. Money comes without its currency. A missing value is a dash, or words for a label. */
  cell(unit: Unit, value: Cell): string;
}

export interface FormatOptions {
  readonly language: Language;
  /** ISO 4217; anything else is not shown. */
  readonly currency: string;
  /** IANA zone for instants; UTC when absent. */
  readonly timeZone?: string;
}

const NO_VALUE = { en: "(none)", es: "(sin valor)" } as const;
const EMPTY_VALUE = { en: "(empty)", es: "(vacío)" } as const;
const DASH = "–";
const LEAST_RATIO = 0.0001;

export function createFormatter({ language, currency, timeZone = "UTC" }: FormatOptions): Formatter {
  const known = isCurrency(currency) ? currency : "";
  const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const whole = { minimumFractionDigits: 0, maximumFractionDigits: 0 };
  const number = numbers(language, { maximumFractionDigits: 4 });
  const amount = moneyFormat(known, numbers(language, cents), numbers(language, whole));
  const withCurrency = { style: "currency", currency: known } as const;
  const money =
    known === ""
      ? amount
      : moneyFormat(
          known,
          numbers(language, { ...withCurrency, ...cents }),
          numbers(language, { ...withCurrency, ...whole }),
        );
  const count = numbers(language, { maximumFractionDigits: 0 });
  const quantity = numbers(language, { maximumFractionDigits: 3 });
  const percent = numbers(language, { style: "percent", ...cents });
  const wholePercent = numbers(language, { style: "percent", maximumFractionDigits: 0 });
  const signed = numbers(language, { style: "percent", ...cents, signDisplay: "exceptZero" });
  const compact = numbers(language, { notation: "compact", maximumSignificantDigits: 3 });
  const day = dates(language, { year: "numeric", month: "short", day: "numeric" });
  const dayShort = dates(language, { month: "short", day: "numeric" });
  const month = dates(language, { year: "numeric", month: "short" });
  const weekday = dates(language, { weekday: "long" });
  const weekdayShort = dates(language, { weekday: "short" });
  const minutes = {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  const wallClock = dates(language, minutes);
  const instant = dates(language, { ...minutes, timeZoneName: "short", timeZone });

  const formatter: Formatter = {
    language,
    currency: known,
    money,
    moneyCell: (value) => (value === null ? DASH : money(String(value))),
    amount,
    short: (value) => compact.format(value),
    count: (value) => exact(count, value),
    quantity: (value) => exact(quantity, value),
    decimal: (value, leastDecimals) =>
      exact(numbers(language, { minimumFractionDigits: leastDecimals, maximumFractionDigits: 6 }), value),
    ratio: (value) =>
      value > 0 && value < LEAST_RATIO / 2 ? `< ${percent.format(LEAST_RATIO)}` : percent.format(value),
    percent: (value) => wholePercent.format(value),
    change: (value) => signed.format(value),
    day: (value) => date(day, value),
    dayShort: (value) => date(dayShort, value),
    month: (value) => date(month, `${value}-01`, value),
    hour: (value) => `${String(value).padStart(2, "0")}:00`,
    weekday: (value) => weekday.format(aWeekday(value)),
    weekdayShort: (value) => weekdayShort.format(aWeekday(value)),
    time: (value) => (hasOffset(value) ? date(instant, value) : date(wallClock, `${value.replace(" ", "T")}Z`, value)),
    bytes: (value) => bytes(language, value),
    duration: (value) => duration(language, value),
    cell(unit, value) {
      if (value === null) return unit === "label" ? NO_VALUE[language] : DASH;
      switch (unit) {
        case "money":
          return amount(String(value));
        case "count":
          return formatter.count(value);
        case "quantity":
          return formatter.quantity(value);
        case "ratio":
          return formatter.ratio(Number(value));
        case "number":
          return exact(number, value);
        case "day":
          return formatter.day(String(value));
        case "month":
          return formatter.month(String(value));
        case "hour":
          return formatter.hour(Number(value));
        case "weekday":
          return formatter.weekday(Number(value));
        case "time":
          return formatter.time(String(value));
        case "label":
          return value === "" ? EMPTY_VALUE[language] : String(value);
        // An id is compared as written, so it is shown as written: 007 is not 7, and 1234 is not 1,234.
        case "id":
        case "text":
          return String(value);
      }
    },
  };
  return formatter;
}

/** Spanish leaves four digits ungrouped by default: in a column every number is grouped alike. */
function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { useGrouping: "always", ...options });
}

function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
}

/** Yen and the like have no cents: they are shown only where an average has some. */
function moneyFormat(currency: string, cents: Intl.NumberFormat, whole: Intl.NumberFormat): (amount: string) => string {
  const digits = currency === "" ? 2 : digitsOf(currency);
  return (amount) => exact(digits === 0 && /^-?\d+(\.0+)?$/.test(amount) ? whole : cents, amount);
}

/** Intl reads decimal text exactly; going through a number would lose cents beyond 2^53. */
function exact(format: Intl.NumberFormat, value: number | string): string {
  if (typeof value === "number") return format.format(value);
  return isDecimal(value) ? format.format(value) : value;
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code) && code !== "XXX";
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

function hasOffset(time: string): boolean {
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(time.slice(10));
}

function date(format: Intl.DateTimeFormat, value: string, otherwise: string = value): string {
  const parsed = new Date(value);
  return Number.isNaN(parsed.getTime()) ? otherwise : format.format(parsed);
}

/** 4 January 1970 was a Sunday. */
function aWeekday(weekday: number): Date {
  return new Date(Date.UTC(1970, 0, 3 + weekday));
}

const BYTE_UNITS = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function bytes(language: Language, value: number): string {
  if (value < 1000) return `${value} B`;
  const power = Math.min(BYTE_UNITS.length, Math.floor(Math.log10(value) / 3));
  const options = { style: "unit", unit: BYTE_UNITS[power - 1] ?? "byte", maximumFractionDigits: 1 } as const;
  return numbers(language, options).format(value / 1000 ** power);
}

function duration(language: Language, milliseconds: number): string {
  const unit = (name: string, digits: number, value: number) =>
    numbers(language, { style: "unit", unit: name, maximumFractionDigits: digits }).format(value);
  if (milliseconds < 1000) return unit("millisecond", 0, Math.round(milliseconds));
  if (milliseconds < 60_000) return unit("second", milliseconds < 10_000 ? 2 : 1, milliseconds / 1000);
  const seconds = Math.round(milliseconds / 1000);
  return `${unit("minute", 0, Math.floor(seconds / 60))} ${unit("second", 0, seconds % 60)}`;
}
