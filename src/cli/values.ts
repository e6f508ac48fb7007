import type { CliMessages } from "../i18n/en/cli.ts";
import { isCurrencyCode } from "../model/detect/number-text.ts";
import { nearest } from "../model/nearest.ts";
import { isTimeZone } from "../model/time-zone.ts";
import { UserError } from "../model/user-error.ts";

/** How many rejected rows a run puts up with. */
export type Limit = { readonly text: string } & (
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "rows"; readonly rows: number }
);

export type OptionReaders = ReturnType<typeof optionReaders>;

/**
 * What each kind of option takes, from the text on the line; each needs the option's name for its complaint.
 * They throw UserError "bad_option", which is wrong usage.
 */
export function optionReaders({ expected }: CliMessages) {
  const refuse = (option: string, value: string, what: string) =>
    new UserError("bad_option", { option, value, expected: what });

  /** `scaled` takes 100k and 10m as well. */
  const whole = (what: string, { least, most = Number.MAX_SAFE_INTEGER, scaled = false }: Bounds) => {
    return (option: string) => (text: string) => {
      const number = wholeNumber(text, scaled);
      if (number === undefined || number < least || number > most) throw refuse(option, text, what);
      return number;
    };
  };

  return {
    rows: whole(expected.rows, { least: 1, scaled: true }),
    days: whole(expected.days, { least: 1 }),
    seed: whole(expected.seed, { least: 0 }),
    threads: whole(expected.threads, { least: 1, most: MOST_THREADS }),

    oneOf:
      <const T extends string>(values: readonly T[]) =>
      (option: string) =>
      (text: string): T => {
        const found = values.find((value) => value === text);
        if (found === undefined) throw refuse(option, text, expected.one_of({ values }));
        return found;
      },

    limit: (option: string) => (text: string) => {
      const limit = limitOf(text);
      if (limit === undefined) throw refuse(option, text, expected.limit);
      return limit;
    },

    memory: (option: string) => (text: string) => {
      if (bytesOf(text) < LEAST_MEMORY) throw refuse(option, text, expected.memory);
      return text;
    },

    currency: (option: string) => (text: string) => {
      const code = text.toUpperCase();
      if (!isCurrencyCode(code)) throw refuse(option, text, expected.currency);
      return code;
    },

    timeZone: (option: string) => (text: string) => {
      if (!isTimeZone(text)) {
        const meant = nearest(text, Intl.supportedValuesOf("timeZone"));
        throw refuse(option, text, expected.time_zone({ meant }));
      }
      return text;
    },

    moment: (option: string) => (text: string) => {
      if (!isMoment(text)) throw refuse(option, text, expected.moment);
      return text;
    },
  };
}

interface Bounds {
  readonly least: number;
  readonly most?: number;
  readonly scaled?: boolean;
}

/** The engine makes as many as it is told; beyond this only its start takes longer. */
const MOST_THREADS = 512;
/** With less it cannot even start. */
const LEAST_MEMORY = 64e6;

const SCALE: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6 };

function wholeNumber(text: string, scaled: boolean): number | undefined {
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text.replaceAll("_", "")) ?? [];
  if (digits === undefined || (!scaled && unit !== "")) return undefined;
  // Through an integer: 1.1 × 1e6 is not a whole number of doubles.
  const [before = "", after = ""] = digits.split(".");
  const zeros = Math.log10(SCALE[unit.toLowerCase()] ?? 1) - after.length;
  const number = zeros < 0 ? Number.NaN : Number(before + after + "0".repeat(zeros));
  return Number.isSafeInteger(number) ? number : undefined;
}

/** 0 for what is no size. */
function bytesOf(text: string): number {
  const [, digits, prefix = "", binary = ""] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)(i?)B$/i.exec(text) ?? [];
  return digits === undefined
    ? 0
    : Number(digits) * (binary === "" ? 1000 : 1024) ** " KMGT".indexOf(prefix.toUpperCase() || " ");
}

/** With a percent sign or a decimal point a share of the rows read, else a number of rows. */
function limitOf(text: string): Limit | undefined {
  const [, digits, percent] = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  if (percent === "" && !digits.includes(".")) {
    return Number.isSafeInteger(number) ? { kind: "rows", rows: number, text } : undefined;
  }
  const share = percent === "%" ? number / 100 : number;
  return share <= 1 ? { kind: "share", share, text } : undefined;
}

/** A day, or a day and a time; 31 February is none. */
function isMoment(text: string): boolean {
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text) ?? [];
  const time = new Date(text.replace(" ", "T"));
  if (day === undefined || Number.isNaN(time.getTime())) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
