/** The order of a date's fields as written. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** One way to read a text as a time. */
export interface TimeReading {
  readonly order: DateOrder;
  /** strptime format that reads the text so, or `epoch_s`, `epoch_ms`. */
  readonly format: string;
  /** What it then says, `yyyy-MM-dd HH:mm:ss`; an offset is not applied. */
  readonly read: string;
}

export interface TimeShape {
  readonly family: "iso" | "numeric" | "compact" | "named" | "epoch";
  /** The engine's ISO reading understands it: no format is needed. */
  readonly iso: boolean;
  /** Never empty; several where the order of day and month is open. */
  readonly readings: readonly TimeReading[];
  readonly offset: boolean;
  /** Whether a time of day follows the date, and in which clock. */
  readonly clock: "none" | "12h" | "24h";
}

/** How one text may be read as a time; `foreign_month` where a month's name is not English, null where it is no date. */
export function readTimeShape(value: string): TimeShape | "foreign_month" | null {
  const text = value.slice(0, MAX_LENGTH).trim();
  const date = readEpoch(text) ?? readDate(text);
  if (date === null || date === "foreign_month" || "readings" in date) {
    return date;
  }
  const clock = readClock(text.slice(date.length), date.family);
  if (clock === null) {
    return null;
  }
  const readings = date.candidates.flatMap(({ order, format, year, month, day }) =>
    exists(year, month, day)
      ? [{ order, format: format + clock.format, read: `${isoDate(year, month, day)} ${clock.read}` }]
      : [],
  );
  const iso = date.family === "iso" && clock.iso;
  return readings.length === 0
    ? null
    : { family: date.family, iso, readings, offset: clock.offset, clock: clock.clock };
}

/** Longer text is no date, and would only take time. */
const MAX_LENGTH = 64;

interface DatePart {
  readonly family: Exclude<TimeShape["family"], "epoch">;
  readonly length: number;
  readonly candidates: readonly {
    readonly order: DateOrder;
    readonly format: string;
    readonly year: number;
    readonly month: number;
    readonly day: number;
  }[];
}

function readEpoch(text: string): TimeShape | null {
  const format = /^1\d{9}$/.test(text) ? "epoch_s" : /^1\d{12}$/.test(text) ? "epoch_ms" : null;
  if (format === null) {
    return null;
  }
  const instant = new Date(Number(text) * (format === "epoch_s" ? 1000 : 1));
  const read = instant.toISOString().slice(0, 19).replace("T", " ");
  return { family: "epoch", iso: false, readings: [{ order: "ymd", format, read }], offset: true, clock: "24h" };
}

function readDate(text: string): DatePart | "foreign_month" | null {
  return readYearFirst(text) ?? readNumeric(text) ?? readCompact(text) ?? readNamed(text);
}

function readYearFirst(text: string): DatePart | null {
  const match = text.match(/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/);
  if (match === null) {
    return null;
  }
  const [all, year, mark = "", month, day] = match;
  const format = `%Y${mark}%m${mark}%d`;
  const date = { order: "ymd", format, year: Number(year), month: Number(month), day: Number(day) } as const;
  return { family: mark === "-" ? "iso" : "numeric", length: all.length, candidates: [date] };
}

function readNumeric(text: string): DatePart | null {
  const match = text.match(/^(\d{1,2})([-/.]|\. ?)(\d{1,2})\2(\d{4}|\d{2})(?!\d)/);
  if (match === null) {
    return null;
  }
  const [all, first = "", mark = "", second = "", third = ""] = match;
  const [a, b] = [Number(first), Number(second)];
  const [year, letter] = third.length === 4 ? [Number(third), "%Y"] : [fullYear(third), "%y"];
  const dmy = { order: "dmy", format: `%d${mark}%m${mark}${letter}`, year, month: b, day: a } as const;
  const mdy = { order: "mdy", format: `%m${mark}%d${mark}${letter}`, year, month: a, day: b } as const;
  const ymd = {
    order: "ymd",
    format: `%y${mark}%m${mark}%d`,
    year: fullYear(first),
    month: b,
    day: Number(third),
  } as const;
  // Nobody writes the month first with dots.
  const known = mark.startsWith(".") ? [dmy] : [dmy, mdy];
  const candidates = third.length === 2 && first.length === 2 ? [...known, ymd] : known;
  return { family: "numeric", length: all.length, candidates };
}

function readCompact(text: string): DatePart | null {
  const match = text.match(/^(\d{4})(\d{2})(\d{2})(?=$|[ T]|\d{4}$|\d{6}$)/);
  if (match === null) {
    return null;
  }
  const [all, year, month, day] = match;
  const date = { order: "ymd", format: "%Y%m%d", year: Number(year), month: Number(month), day: Number(day) } as const;
  return { family: "compact", length: all.length, candidates: [date] };
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function readNamed(text: string): DatePart | "foreign_month" | null {
  const weekday = text.match(/^(\p{L}{3,})(,? )/u);
  const weekdayFormat = weekday === null ? null : nameFormat(WEEKDAYS, weekday[1] ?? "", "%a", "%A");
  const prefix = weekday === null || weekdayFormat === null ? "" : weekday[0];
  const rest = text.slice(prefix.length);
  const dayFirst = rest.match(/^(\d{1,2})( |-|\/|\.? de | )(\p{L}{3,})([.,]? | de |-|\/)(\d{4}|\d{2})(?!\d)/u);
  const monthFirst = rest.match(/^(\p{L}{3,})([. ] ?)(\d{1,2})(,? )(\d{4}|\d{2})(?!\d)/u);
  const match = dayFirst ?? monthFirst;
  if (match === null) {
    return null;
  }
  const [all, first = "", mark = "", second = "", next = "", year = ""] = match;
  const [name, day] = dayFirst === null ? [first, second] : [second, first];
  const month = MONTHS.findIndex((word) => word === name.toLowerCase() || word.slice(0, 3) === name.toLowerCase()) + 1;
  const monthFormat = nameFormat(MONTHS, name, "%b", "%B");
  if (monthFormat === null) {
    return "foreign_month";
  }
  const start = weekday !== null && prefix !== "" ? `${weekdayFormat}${weekday[2]}` : "";
  const [left, right] = dayFirst === null ? [monthFormat, "%d"] : ["%d", monthFormat];
  const [full, letter] = year.length === 4 ? [Number(year), "%Y"] : [fullYear(year), "%y"];
  const format = `${start}${left}${mark}${right}${next}${letter}`;
  const date = { order: dayFirst === null ? "mdy" : "dmy", format, year: full, month, day: Number(day) } as const;
  return { family: "named", length: prefix.length + all.length, candidates: [date] };
}

function nameFormat(names: readonly string[], word: string, short: string, long: string): string | null {
  const lower = word.toLowerCase();
  if (names.some((name) => name.slice(0, 3) === lower)) {
    return short;
  }
  return names.includes(lower) ? long : null;
}

interface ClockPart {
  readonly format: string;
  readonly read: string;
  readonly iso: boolean;
  readonly offset: boolean;
  readonly clock: TimeShape["clock"];
}

const CLOCK =
  /^(T| +|, ?| +- +)(\d{1,2})(:|h)(\d{2})(?::(\d{2})(?:([.,])(\d{1,9}))?)?(?:( ?)([AaPp][Mm]))?(?:( ?)(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?$/;
const COMPACT_CLOCK = /^(T| )?(\d{2})()(\d{2})(\d{2})?$/;

/** What follows the date; null when it is no time of day. */
function readClock(rest: string, family: DatePart["family"]): ClockPart | null {
  if (rest === "") {
    return { format: "", read: "00:00:00", iso: true, offset: false, clock: "none" };
  }
  const match = (family === "compact" ? rest.match(COMPACT_CLOCK) : null) ?? rest.match(CLOCK);
  if (match === null) {
    return null;
  }
  const [, gap = "", hour = "", mark = "", minute = "", second, point, fraction, space = "", half, away = "", zone] =
    match;
  const hours = hourOfDay(Number(hour), half);
  if (hours === null || Number(minute) > 59 || Number(second ?? 0) > 59) {
    return null;
  }
  const attached = zone === undefined || (away === "" && zone !== "UTC" && zone !== "GMT");
  const iso = (gap === "T" || gap === " ") && mark === ":" && half === undefined && point !== "," && attached;
  // strptime reads a fraction of six digits at most, and no Z.
  if (!(family === "iso" && iso) && ((fraction?.length ?? 0) > 6 || zone === "Z")) {
    return null;
  }
  const seconds = second === undefined ? "" : `${mark === "" ? "" : ":"}%S`;
  const parts = [
    gap.replace(/ +/g, " "),
    half === undefined ? "%H" : "%I",
    `${mark}%M${seconds}`,
    fraction === undefined ? "" : `${point}%f`,
    half === undefined ? "" : `${space}%p`,
    zone === undefined ? "" : `${away}${/^[A-Z]/.test(zone) ? "%Z" : "%z"}`,
  ];
  const read = [hours, Number(minute), Number(second ?? 0)].map((n) => String(n).padStart(2, "0")).join(":");
  return { format: parts.join(""), read, iso, offset: zone !== undefined, clock: half === undefined ? "24h" : "12h" };
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) {
    return hour <= 23 ? hour : null;
  }
  return hour >= 1 && hour <= 12 ? (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : null;
}

/** Two digits of a year as strptime reads them. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return year < 69 ? 2000 + year : 1900 + year;
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isoDate(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
