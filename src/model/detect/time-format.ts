import type { SourceColumn, SourceFormat } from "../source-shape.ts";
import { plainWords } from "./plain-words.ts";
import { type DateOrder, readTimeShape, type TimeReading, type TimeShape } from "./time-shape.ts";

export interface TimeExample {
  readonly text: string;
  /** `yyyy-MM-dd HH:mm:ss`, as written: an offset is not applied. */
  readonly read: string;
}

/** strptime formats in the order to try them, and what they make of one value. */
export interface TimeCandidate {
  readonly formats: readonly string[];
  readonly example: TimeExample;
}

/**
 * How a column's times are written. `iso` needs no format; `ambiguous` is 03/04/2025 all the way down, the
 * likelier candidate first; `none` has no value that can be read. `share` is the part of the values understood.
 */
export type TimeDetection = { readonly share: number; readonly offsets: boolean; readonly clock: boolean } & (
  | { readonly kind: "iso" }
  | ({ readonly kind: "formats"; readonly family: TimeShape["family"] } & TimeCandidate)
  | { readonly kind: "ambiguous"; readonly candidates: readonly [TimeCandidate, TimeCandidate] }
  | { readonly kind: "none"; readonly example: string | null; readonly foreignMonths: boolean }
);

interface SeenTime {
  readonly text: string;
  readonly shape: TimeShape;
}

/** A rarer way of writing dates than this is taken for broken rows, not for a second format. */
const FAMILY_SHARE = 0.2;
const MAX_FORMATS = 8;
/** What most files have, seen at a glance. */
const PLAIN_ISO =
  /^(?:19|20)\d\d-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)(?:[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/;

export function detectTime(
  column: SourceColumn,
  values: readonly (string | null)[],
  { dayFirst = () => true }: { readonly dayFirst?: () => boolean } = {},
): TimeDetection {
  if (column.type === "time" || column.type === "date" || column.type === "zoned_time") {
    return { kind: "iso", share: 1, offsets: column.type === "zoned_time", clock: column.type !== "date" };
  }
  const filled = values.filter((value) => value !== null).filter((value) => value.trim() !== "");
  if (filled.length > 0 && filled.every((value) => PLAIN_ISO.test(value))) {
    return { kind: "iso", share: 1, offsets: false, clock: filled.some((value) => value.length > 10) };
  }
  const shapes = filled.map((text) => ({ text, shape: readTimeShape(text) }));
  const seen = shapes.filter((entry): entry is SeenTime => entry.shape !== null && entry.shape !== "foreign_month");
  if (seen.length === 0) {
    const foreignMonths = shapes.some(({ shape }) => shape === "foreign_month");
    return { kind: "none", share: 0, offsets: false, clock: false, example: filled[0] ?? null, foreignMonths };
  }
  const kept = usualFamilies(seen);
  const common = {
    share: kept.length / filled.length,
    offsets: kept.some(({ shape }) => shape.offset),
    clock: kept.some(({ shape }) => shape.clock !== "none"),
  };
  if (kept.every(({ shape }) => shape.iso)) {
    return { kind: "iso", ...common };
  }
  const [best = "dmy", second] = likelyOrders(kept, dayFirst);
  if (second === undefined) {
    return { kind: "formats", family: kept[0]?.shape.family ?? "numeric", ...candidate(kept, best), ...common };
  }
  const telling = kept.filter((time) => pick(time, best)?.read !== pick(time, second)?.read);
  const candidates = [candidate(kept, best, telling), candidate(kept, second, telling)] as const;
  return { kind: "ambiguous", candidates, ...common };
}

/** Whether a file is likely from where the day comes first: a guess, for the order in which candidates are offered. */
export function guessDayFirst(column: SourceColumn, format: SourceFormat, decimal?: "." | ","): boolean {
  const semicolons = format.kind === "csv" && format.delimiter === ";";
  const foreign = plainWords(column.name).some((word) => DATE_WORDS.includes(word));
  return semicolons || decimal === "," || foreign;
}

/** What a date is called where its day comes first. */
const DATE_WORDS = ["fecha", "dia", "data", "datum", "hora", "momento", "jour"];

function usualFamilies(seen: readonly SeenTime[]): SeenTime[] {
  const counts = Map.groupBy(seen, ({ shape }) => shape.family);
  const most = Math.max(...[...counts.values()].map((times) => times.length));
  return seen.filter(({ shape }) => {
    const count = counts.get(shape.family)?.length ?? 0;
    return count === most || count >= FAMILY_SHARE * seen.length;
  });
}

/** Orders that explain the dates, the likelier first; one alone is certain. */
function likelyOrders(times: readonly SeenTime[], dayFirst: () => boolean): DateOrder[] {
  const open = times.filter(({ shape }) => shape.family === "numeric" && !isYearFirst(shape));
  if (open.length === 0) {
    return ["dmy"];
  }
  const orders = (["dmy", "mdy", "ymd"] as const).filter((order) => open.some((time) => reads(time, order)));
  const only = (a: DateOrder, b: DateOrder) => open.filter((time) => reads(time, a) && !reads(time, b)).length;
  // A stray row of the other order among twenty is a broken row.
  const beats = (a: DateOrder, b: DateOrder) => only(a, b) > 0 && only(a, b) >= 19 * only(b, a);
  const unbeaten = orders.filter((order) => !orders.some((other) => other !== order && beats(other, order)));
  const ranked = rank(unbeaten.length === 0 ? orders : unbeaten, open, dayFirst);
  // 03-04-05 may begin with its year, but only when the file's dates then lie closest together.
  return ranked[0] === "ymd" ? ranked : ranked.filter((order) => order !== "ymd");
}

/** By the span of time the dates cover, where one reading is much denser; else by the clock and by custom. */
function rank(orders: readonly DateOrder[], times: readonly SeenTime[], dayFirst: () => boolean): DateOrder[] {
  const twelve = times.some(({ shape }) => shape.clock === "12h");
  const custom: readonly DateOrder[] = !twelve && dayFirst() ? ["dmy", "mdy", "ymd"] : ["mdy", "dmy", "ymd"];
  const spans = new Map(orders.map((order) => [order, span(times, order)]));
  return [...orders].sort((a, b) => {
    const [x, y] = [spans.get(a) ?? 0, spans.get(b) ?? 0];
    return Math.max(x, y) > 3 * Math.min(x, y) ? x - y : custom.indexOf(a) - custom.indexOf(b);
  });
}

/** Days between the first and the last date, counting both. */
function span(times: readonly SeenTime[], order: DateOrder): number {
  const days = times.flatMap((time) => {
    const read = time.shape.readings.find((reading) => reading.order === order)?.read;
    return read === undefined ? [] : [Date.parse(`${read.slice(0, 10)}T00:00:00Z`) / 86_400_000];
  });
  return days.reduce((a, b) => Math.max(a, b)) - days.reduce((a, b) => Math.min(a, b)) + 1;
}

function candidate(times: readonly SeenTime[], order: DateOrder, telling = times): TimeCandidate {
  const counts = new Map<string, number>();
  for (const time of times) {
    const format = pick(time, order)?.format;
    if (format !== undefined) {
      counts.set(format, (counts.get(format) ?? 0) + 1);
    }
  }
  // strptime takes 25 for a whole year, so %y must be tried before %Y.
  const shortYear = (format: string) => (format.includes("%y") ? 0 : 1);
  const formats = [...counts]
    .sort(([a, x], [b, y]) => shortYear(a) - shortYear(b) || y - x || (a < b ? -1 : 1))
    .map(([format]) => format)
    .slice(0, MAX_FORMATS);
  const shown = telling.find((time) => pick(time, order) !== undefined) ?? times[0];
  const read = shown === undefined ? undefined : pick(shown, order)?.read;
  return { formats, example: { text: shown?.text.trim() ?? "", read: read ?? "" } };
}

function pick({ shape }: SeenTime, order: DateOrder): TimeReading | undefined {
  const open = shape.family === "numeric" && !isYearFirst(shape);
  return open ? shape.readings.find((reading) => reading.order === order) : shape.readings[0];
}

function reads({ shape }: SeenTime, order: DateOrder): boolean {
  return shape.readings.some((reading) => reading.order === order);
}

function isYearFirst(shape: TimeShape): boolean {
  return shape.readings.every(({ format }) => format.startsWith("%Y"));
}
