import type { Language } from "../words/language.tsx";
import { createDates, type Dates } from "./dates.ts";
import { createNumbers, type Numbers } from "./numbers.ts";

export interface FormatOptions {
  readonly language: Language;
  /** ISO 4217, or empty. */
  readonly currency: string;
  /** IANA zone of the shop. */
  readonly timeZone: string;
}

/** Units of the API's columns. */
export type Unit =
  | "count"
  | "quantity"
  | "money"
  | "ratio"
  | "id"
  | "label"
  | "month"
  | "day"
  | "hour"
  | "weekday"
  | "time"
  | "text"
  | "number";

export type Cell = string | number | null;

export interface Format extends Numbers, Dates {
  readonly language: Language;
  readonly currency: string;
  /** A value of the API by its unit. A missing one is a dash, or words for a label. */
  cell(unit: Unit, value: Cell): string;
}

const WORDS = {
  en: { none: "(none)", empty: "(empty)" },
  es: { none: "(sin valor)", empty: "(vacío)" },
} as const;

const DASH = "–";

/** Values as people read them, in the shop's currency and on the shop's clock. */
export function createFormat({ language, currency, timeZone }: FormatOptions): Format {
  const locale = language === "es" ? "es-ES" : "en-GB";
  const numbers = createNumbers(locale, currency);
  const dates = createDates(locale, timeZone);
  const words = WORDS[language];

  function cell(unit: Unit, value: Cell): string {
    if (value === null) return unit === "label" || unit === "id" ? words.none : DASH;
    switch (unit) {
      case "money":
        return numbers.money(String(value));
      case "count":
      case "quantity":
      case "number":
        return numbers.number(value);
      case "ratio":
        return numbers.ratio(Number(value));
      case "day":
        return dates.day(String(value));
      case "month":
        return dates.month(String(value));
      case "hour":
        return dates.hour(Number(value));
      case "weekday":
        return dates.weekday(Number(value));
      case "time":
        return dates.shopTime(String(value));
      case "id":
      case "label":
      case "text":
        return value === "" ? words.empty : String(value);
    }
  }

  return { language, currency, ...numbers, ...dates, cell };
}
