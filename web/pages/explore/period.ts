/** Periods that people ask for, counted from the shop's own day. */
export const PRESETS = ["today", "yesterday", "7d", "30d", "month", "last_month", "all", "custom"] as const;
export type Preset = (typeof PRESETS)[number];

/** On the shop's clock, [from, to); null where it is open. */
export interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

/** What a point of a time series is: an hour of the one day, a day or a month. */
export type Grain = "hour" | "day" | "month";

const DAY_MS = 86_400_000;
const MOST_DAYS = 130;

/** `today` is the shop's day, `yyyy-MM-dd`. */
export function spanOf(preset: Preset, today: string, custom: Span): Span {
  const month = `${today.slice(0, 7)}-01`;
  switch (preset) {
    case "today":
      return { from: today, to: null };
    case "yesterday":
      return { from: addDays(today, -1), to: today };
    case "7d":
      return { from: addDays(today, -6), to: null };
    case "30d":
      return { from: addDays(today, -29), to: null };
    case "month":
      return { from: month, to: null };
    case "last_month":
      return { from: `${addDays(month, -1).slice(0, 7)}-01`, to: month };
    case "all":
      return { from: null, to: null };
    case "custom":
      return custom;
  }
}

/** A time as the API takes it; null for what an address may say instead. */
export function shopTime(text: string | null): string | null {
  return text !== null && /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?$/.test(text) && !Number.isNaN(timeOf(text))
    ? text
    : null;
}

export function addDays(day: string, days: number): string {
  return new Date(timeOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Milliseconds of a time on the shop's clock, as if it were UTC. */
function timeOf(text: string): number {
  const [day = "", time = "00:00:00"] = text.split(/[T ]/);
  return Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
}

export function grainOf(from: string, to: string): Grain {
  const days = (timeOf(to) - timeOf(from)) / DAY_MS;
  if (days <= 1 && from.slice(0, 10) === lastDay(to)) return "hour";
  return days <= MOST_DAYS ? "day" : "month";
}

/** Every bucket of a period in its order, as the API writes it, whether something was sold in it or not. */
export function bucketsOf(grain: Grain, from: string, to: string): (string | number)[] {
  if (grain === "hour") {
    const first = Number(from.slice(11, 13) || 0);
    const last = to.slice(0, 10) > from.slice(0, 10) ? 23 : Number(to.slice(11, 13));
    return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index);
  }
  if (grain === "day") {
    const count = Math.round((timeOf(lastDay(to)) - timeOf(from.slice(0, 10))) / DAY_MS) + 1;
    return Array.from({ length: Math.max(1, count) }, (_, index) => addDays(from.slice(0, 10), index));
  }
  const months: string[] = [];
  const end = lastDay(to).slice(0, 7);
  for (let month = from.slice(0, 7); month <= end; month = addDays(`${month}-01`, 31).slice(0, 7)) months.push(month);
  return months;
}

/** The day of the last moment before `to`. */
export function lastDay(to: string): string {
  return new Date(timeOf(to) - 1).toISOString().slice(0, 10);
}
