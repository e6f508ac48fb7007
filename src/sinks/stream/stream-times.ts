import type { Language } from "../../i18n/language.ts";

/** Times of a stream as people read them, on the shop's clock. Instants come as ISO 8601. */
export interface StreamTimes {
  /** With the day and to the second. */
  moment(instant: string): string;
  /** To the second; with the day where that is another than of `near`. */
  clock(instant: string, near: string): string;
  /** From start to end; with the day where that is another than of `near`. */
  range(start: string, end: string, near: string): string;
  /** A length of time by its two largest units. */
  span(seconds: number): string;
}

export interface StreamTimesOptions {
  readonly language: Language;
  readonly timeZone: string;
  /** Whether ranges need seconds. */
  readonly seconds: boolean;
}

export function createStreamTimes({ language, timeZone, seconds }: StreamTimesOptions): StreamTimes {
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone, ...options });
  const minutes = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const exact = dates({ ...minutes, second: "2-digit" });
  const short = seconds ? exact : dates(minutes);
  const day = dates({ month: "short", day: "numeric" });
  const dayAndYear = dates({ year: "numeric", month: "short", day: "numeric" });
  /** The offset tells the two hours apart that a clock set back shows alike. */
  const offset = dates({ timeZoneName: "shortOffset" });
  const offsetOf = (time: Date) => offset.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "";

  const dayFor = (time: Date, near: Date) => (sameYear(time, near) ? day : dayAndYear).format(time);
  const sameYear = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) < 300 * DAY_MS;
  const sameDay = (a: Date, b: Date) => dayAndYear.format(a) === dayAndYear.format(b);
  const isTwice = (time: Date) => offsetOf(time) !== offsetOf(new Date(time.getTime() + TWICE_MS));

  return {
    moment: (instant) => `${day.format(new Date(instant))} ${exact.format(new Date(instant))}`,
    clock(instant, near) {
      const [time, other] = [new Date(instant), new Date(near)];
      return sameDay(time, other) ? exact.format(time) : `${dayFor(time, other)} ${exact.format(time)}`;
    },
    range(start, end, near) {
      const [from, to, other] = [new Date(start), new Date(end), new Date(near)];
      const zone = isTwice(from) || isTwice(new Date(from.getTime() - TWICE_MS)) ? ` ${offsetOf(from)}` : "";
      const begin = sameDay(from, other) ? "" : `${dayFor(from, other)} `;
      // Midnight at the end is still of the same day.
      const last = new Date(to.getTime() - 1);
      const finish = sameDay(from, last) ? "" : `${dayFor(to, other)} `;
      const gap = begin === "" && finish === "" ? "–" : " – ";
      return `${begin}${short.format(from)}${gap}${finish}${short.format(to)}${zone}`;
    },
    span: (all) => spanText(language, all),
  };
}

const DAY_MS = 86_400_000;
/** A clock is set back by an hour at most. */
const TWICE_MS = 3_600_000;

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

function spanText(language: Language, all: number): string {
  const seconds = Math.max(0, Math.round(all));
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  const [large, small] = first < 0 ? [UNITS[3]] : UNITS.slice(first, first + 2);
  if (large === undefined) return "";
  const unit = (name: string, value: number) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, useGrouping: "always" }).format(value);
  const rest = Math.floor((seconds % large[1]) / (small?.[1] ?? 1));
  const more = small === undefined || rest === 0 ? "" : ` ${unit(small[0], rest)}`;
  return `${unit(large[0], Math.floor(seconds / large[1]))}${more}`;
}
