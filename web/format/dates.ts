export interface Dates {
  /** `yyyy-MM-dd` */
  day(day: string): string;
  /** Without the year, for axes. */
  dayShort(day: string): string;
  /** `yyyy-MM` */
  month(month: string): string;
  /** 9 as 09:00 */
  hour(hour: number): string;
  /** 1 = Sunday … 7 = Saturday. */
  weekday(weekday: number): string;
  weekdayShort(weekday: number): string;
  /** The shop's wall clock, `yyyy-MM-dd HH:mm:ss` (or with T), as it stands; an instant with its offset on the shop's clock. */
  shopTime(time: string): string;
  /** An instant (ISO 8601) on the shop's clock: day and time to the second. */
  instant(instant: string): string;
  /** An instant on the shop's clock, hours and minutes. */
  clock(instant: string): string;
  /** The same with seconds. */
  clockSeconds(instant: string): string;
}

export function createDates(locale: string, timeZone: string): Dates {
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: isZone(timeZone) ? timeZone : "UTC" });
  const asWritten = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  const date = { year: "numeric", month: "short", day: "numeric" } as const;
  const minutes = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const seconds = { ...minutes, second: "2-digit" } as const;
  const day = asWritten(date);
  const dayShort = asWritten({ month: "short", day: "numeric" });
  const month = asWritten({ year: "numeric", month: "short" });
  const weekday = asWritten({ weekday: "long" });
  const weekdayShort = asWritten({ weekday: "short" });
  const shopTime = asWritten({ ...date, ...seconds });
  const instant = inZone({ ...date, ...seconds });
  const clock = inZone(minutes);
  const clockSeconds = inZone(seconds);

  return {
    day: (text) => written(day, text),
    dayShort: (text) => written(dayShort, text),
    month: (text) => written(month, `${text}-01`),
    hour: (hour) => `${String(hour).padStart(2, "0")}:00`,
    weekday: (number) => weekday.format(dayOfWeek(number)),
    weekdayShort: (number) => weekdayShort.format(dayOfWeek(number)),
    shopTime(text) {
      if (/(?:Z|[+-]\d\d:\d\d)$/.test(text) && text.length > 10) return at(instant, text);
      return text.length <= 10 ? written(day, text) : written(shopTime, text);
    },
    instant: (text) => at(instant, text),
    clock: (text) => at(clock, text),
    clockSeconds: (text) => at(clockSeconds, text),
  };
}

/** A wall-clock time is read as if it were UTC and written as such, so that no zone moves it. */
function written(format: Intl.DateTimeFormat, text: string): string {
  const time = Date.parse(text.length <= 10 ? `${text}T00:00:00Z` : `${text.replace(" ", "T").slice(0, 19)}Z`);
  return Number.isNaN(time) ? text : format.format(time);
}

function at(format: Intl.DateTimeFormat, text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : format.format(time);
}

/** 4 January 1970 was a Sunday. */
function dayOfWeek(number: number): number {
  return (number + 2) * 86_400_000;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
