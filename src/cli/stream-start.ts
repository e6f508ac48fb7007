import { zoneOffsets } from "../model/time-zone.ts";
import { UserError } from "../model/user-error.ts";
import type { KafkaStart } from "../sources/kafka/options.ts";
import type { StreamFlags } from "./commands/stream.ts";
import type { Session } from "./io.ts";
import { sourceKind } from "./stream-source-kind.ts";
import { streamHelpOf } from "./stream-words.ts";
import { optionReaders } from "./values.ts";

export type Start = KafkaStart;

/** Where a source without a kept position begins. Throws UserError "bad_option". */
export function startOf({ from = "earliest", ...flags }: StreamFlags, timeZone: string, session: Session): Start {
  const { expected } = streamHelpOf(session);
  const refuse = (what: string) => new UserError("bad_option", { option: "--from", value: from, expected: what });
  if (from === "earliest" || from === "latest") return from;
  if (sourceKind(flags) === "file") throw refuse(expected.from_file);
  if (from === "committed") {
    if (flags.group === undefined) throw refuse(expected.from_group);
    return from;
  }
  try {
    optionReaders(session.words).moment("--from")(from);
  } catch {
    throw refuse(expected.from);
  }
  return { timestamp: instantOf(from, timeZone) };
}

/** Milliseconds since the epoch; a time without offset is the shop's, and where a clock is set back the earlier one. */
export function instantOf(moment: string, timeZone: string): number {
  const text = moment.replace(" ", "T");
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(10))) return Date.parse(text);
  const wall = Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
  const { first, transitions } = zoneOffsets(timeZone);
  let offset = first;
  for (const { at, before, after } of transitions) {
    // The clock shows this wall time before the change, or, where it jumps over it, never: then the time moves forward.
    if (wall / 1000 - Math.max(before, after) < at) return wall - before * 1000;
    offset = after;
  }
  return wall - offset * 1000;
}
