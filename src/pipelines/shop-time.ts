import { UserError } from "../model/user-error.ts";

const DAY_MS = 86_400_000;

/** The shop's wall clock as text, `yyyy-MM-dd HH:mm:ss`. */
export function wallClock(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
    return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")} ${of("hour")}:${of("minute")}:${of("second")}`;
  };
}

/** A day so many days after another, both `yyyy-MM-dd`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A time of the shop as the metric layer takes it. @throws {UserError} api_period for a day that does not exist */
export function readShopTime(text: string): string {
  const [day = "", time = "00:00:00"] = text.split(/[T ]/);
  const full = `${day} ${time.length === 5 ? `${time}:00` : time}`;
  const parsed = new Date(`${full.replace(" ", "T")}Z`);
  const written = Number.isNaN(parsed.getTime()) ? "" : parsed.toISOString().slice(0, 19).replace("T", " ");
  if (written !== full) throw new UserError("api_period", { value: text.slice(0, 50) });
  return full;
}

/**
 * The period before, of the same length; its end is `now` where it is open. One that begins with a day goes back by whole
 * days, so that this morning is compared with yesterday's and a week so far with the same part of the one before.
 * Times of the shop as text.
 */
export function periodBefore(period: { readonly from?: string; readonly to?: string }, now: string) {
  const { from, to = now } = period;
  if (from === undefined) throw new UserError("api_compare_open", {});
  const [start, end] = [from, to].map((time) => Date.parse(`${time.replace(" ", "T")}Z`)) as [number, number];
  const length = end - start;
  const back = from.endsWith("00:00:00") ? Math.ceil(length / DAY_MS) * DAY_MS : length;
  return { from: textOf(start - back), to: textOf(end - back) };
}

function textOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}
