import { type Transition, type ZoneOffsets, zoneOffsets } from "../time-zone.ts";
import type { Dialect } from "./dialect.ts";

/**
 * Wall clock and instants of one zone as SQL, the same in every engine. All times are TIMESTAMP without zone.
 * Arguments are column names, not expressions: each stands in the result some hundred times.
 */
export interface ZoneSql {
  /** A wall-clock time that the clock jumped over moves forward by the jump; every other stays. */
  settle(local: string): string;
  /** The wall clock at an instant given in UTC. */
  toLocal(instant: string): string;
  /** The instant, in UTC, of a settled wall-clock time; in the hour that happens twice, the earlier offset holds. */
  toInstant(local: string): string;
}

/** Years from the beginning of `first` to the end of `last`. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/**
 * The text grows with the zone's history. Whoever knows that all times lie within some `years` gets a short one that is
 * right for these alone.
 */
export function zoneSql(timeZone: string, dialect: Dialect, years?: Years): ZoneSql {
  const zone = within(zoneOffsets(timeZone), years);
  const gaps = zone.transitions.filter(({ before, after }) => after > before);
  // In wall-clock terms both kinds of change show at the moment the old offset gives.
  const wall = ({ at, before }: Transition) => at + before;
  const gapSteps: Step[] = gaps.flatMap((gap) => [
    { at: wall(gap), value: gap.after - gap.before },
    { at: gap.at + gap.after, value: 0 },
  ]);
  const instantSteps = zone.transitions.map((change) => ({ at: change.at, value: change.after }));
  const wallSteps = zone.transitions.map((change) => ({ at: wall(change), value: change.after }));
  return {
    settle: (local) => shift(local, local, 0, gapSteps, 1, dialect),
    toLocal: (instant) => shift(instant, instant, zone.first, instantSteps, 1, dialect),
    toInstant: (local) => shift(local, local, zone.first, wallSteps, -1, dialect),
  };
}

/** Changes a day before and after count too: a wall clock and its instant may lie in two years. */
function within(zone: ZoneOffsets, years: Years | undefined): ZoneOffsets {
  if (years === undefined) return zone;
  const from = Date.UTC(years.first, 0, 0) / 1000;
  const to = Date.UTC(years.last + 1, 0, 2) / 1000;
  const transitions = zone.transitions.filter(({ at }) => at >= from && at < to);
  const earlier = zone.transitions.findLast(({ at }) => at < from);
  return { first: earlier?.after ?? zone.first, transitions };
}

/** From `at` (epoch seconds) on, `value` holds. */
interface Step {
  readonly at: number;
  readonly value: number;
}

function shift(x: string, key: string, first: number, steps: readonly Step[], sign: 1 | -1, dialect: Dialect): string {
  if (steps.length === 0) {
    return first === 0 ? x : dialect.addSeconds(x, String(sign * first));
  }
  return dialect.addSeconds(x, searchTree(key, first, steps, sign, dialect));
}

/** A balanced tree of comparisons: eight for 250 steps, where a flat CASE would take 250. */
function searchTree(key: string, first: number, steps: readonly Step[], sign: 1 | -1, dialect: Dialect): string {
  const middle = Math.floor(steps.length / 2);
  const step = steps[middle];
  if (step === undefined) {
    return String(sign * first);
  }
  const below = searchTree(key, first, steps.slice(0, middle), sign, dialect);
  const above = searchTree(key, step.value, steps.slice(middle + 1), sign, dialect);
  return `CASE WHEN ${key} < ${dialect.timestamp(wallText(step.at))} THEN ${below} ELSE ${above} END`;
}

function wallText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}
