/**
 * Every day from the first to the last of a sorted list, so that a day without sales is seen as one. `yyyy-MM-dd`.
 * Over a span that only a mistyped year explains the days stay as they are.
 */
export function everyDay(days: readonly string[]): string[] {
  const first = Date.parse(days[0] ?? "");
  const last = Date.parse(days.at(-1) ?? "");
  if (Number.isNaN(first) || Number.isNaN(last)) return [...days];
  const count = Math.round((last - first) / DAY) + 1;
  if (count > MOST_DAYS) return [...days];
  return Array.from({ length: count }, (_, index) => new Date(first + index * DAY).toISOString().slice(0, 10));
}

/** The same for months, `yyyy-MM`. */
export function everyMonth(months: readonly string[]): string[] {
  const first = monthNumber(months[0] ?? "");
  const last = monthNumber(months.at(-1) ?? "");
  if (Number.isNaN(first) || Number.isNaN(last)) return [...months];
  if (last - first >= MOST_MONTHS) return [...months];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const month = first + index;
    return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

const DAY = 86_400_000;
const MOST_DAYS = 15_000;
const MOST_MONTHS = 500;

function monthNumber(month: string): number {
  const [year, number] = month.split("-");
  return Number(year) * 12 + Number(number ?? Number.NaN) - 1;
}
