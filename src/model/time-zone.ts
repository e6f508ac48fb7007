/** A moment at which a zone's clock changes; offsets are seconds east of UTC, `at` is epoch seconds. */
export interface Transition {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

export interface ZoneOffsets {
  /** Offset before the first transition. */
  readonly first: number;
  readonly transitions: readonly Transition[];
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2060;
const DAY = 86_400;

/**
 * A zone's clock changes from 1970 to 2060. They are compiled into the SQL instead of asking each engine,
 * because engines disagree in the hour that happens twice.
 */
export function zoneOffsets(timeZone: string): ZoneOffsets {
  if (/^(Etc\/)?(UTC|UCT|Zulu|GMT)$/i.test(timeZone)) {
    return { first: 0, transitions: [] };
  }
  const offsetAt = offsetReader(timeZone);
  const transitions: Transition[] = [];
  const start = Date.UTC(FIRST_YEAR, 0, 1) / 1000;
  const end = Date.UTC(LAST_YEAR, 0, 1) / 1000;
  let before = offsetAt(start);
  // Two changes never lie within twenty days of each other in a zone still in use.
  for (let from = start; from < end; from += 20 * DAY) {
    const after = offsetAt(from + 20 * DAY);
    if (after !== before) {
      transitions.push({ at: bisect(from, from + 20 * DAY, before, offsetAt), before, after });
      before = after;
    }
  }
  return { first: offsetAt(start), transitions };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export function machineTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function bisect(from: number, to: number, before: number, offsetAt: (at: number) => number): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

function offsetReader(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(at * 1000).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - at;
  };
}
