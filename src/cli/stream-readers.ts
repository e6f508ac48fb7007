import type { CliHelp } from "../i18n/en/cli-help.ts";
import { DIMENSION_IDS } from "../model/dimensions.ts";
import { nearest } from "../model/nearest.ts";
import { isWindowedQueryId, WINDOWED_QUERY_IDS } from "../model/stream/windowed-queries.ts";
import { UserError } from "../model/user-error.ts";
import type { Trigger } from "../pipelines/stream.ts";

/** A length of time and how it was written. */
export interface Duration {
  readonly text: string;
  readonly ms: number;
}

/** Null: the rule is off. */
export type DurationOrOff = Duration | null;

/**
 * What the options of `vitrina stream` take, from the text on the line. They throw UserError "bad_option".
 */
export function streamReaders({ stream: { expected } }: CliHelp) {
  const refuse = (option: string, value: string, what: string) =>
    new UserError("bad_option", { option, value, expected: what });

  const duration = (what: string) => (option: string) => (text: string) => {
    const read = durationOf(text);
    if (read === undefined) throw refuse(option, text, what);
    return read;
  };
  const oneOf =
    (known: readonly string[], idOf: (text: string) => string) =>
    (option: string) =>
    (text: string): string => {
      const id = idOf(text);
      if (isWindowedQueryId(id)) return id;
      const meant = nearest(text, known).join(", ");
      throw refuse(option, text, expected.query({ meant, known: known.join(", ") }));
    };

  return {
    duration: duration(expected.duration),

    wholeSeconds: (option: string) => (text: string) => {
      const read = durationOf(text);
      if (read === undefined || read.ms < 1000 || read.ms % 1000 !== 0) {
        throw refuse(option, text, expected.whole_seconds);
      }
      return read;
    },

    durationOrOff:
      (option: string) =>
      (text: string): DurationOrOff =>
        text === "off" ? null : duration(expected.duration_or_off)(option)(text),

    trigger:
      (option: string) =>
      (text: string): Trigger => {
        if (text === "continuous" || text === "available-now") return { kind: text };
        const read = durationOf(text);
        if (read === undefined || read.ms === 0) throw refuse(option, text, expected.trigger);
        return { kind: "interval", ms: read.ms };
      },

    query: oneOf(WINDOWED_QUERY_IDS, (text) => text),
    dimension: oneOf(DIMENSION_IDS, (text) => `by_${text}`),

    rate: (option: string) => (text: string) => {
      const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)(k?)$/i.exec(text) ?? [];
      const number = Number(digits) * (unit === "" ? 1 : 1000);
      if (!(number > 0 && number <= MOST_RATE)) throw refuse(option, text, expected.rate);
      return number;
    },

    port: (option: string) => (text: string) => {
      if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw refuse(option, text, expected.port);
      return Number(text);
    },

    topic: (option: string) => (text: string) => {
      if (text.trim() === "") throw refuse(option, text, expected.topic);
      return text;
    },
  };
}

const MOST_RATE = 1e6;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function durationOf(text: string): Duration | undefined {
  const [, digits, unit = ""] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const ms = Number(digits) * (UNITS[unit] ?? Number.NaN);
  return Number.isSafeInteger(ms) ? { text, ms } : undefined;
}
