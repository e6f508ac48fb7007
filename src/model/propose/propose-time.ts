import type { TimeCandidate } from "../detect/time-format.ts";
import type { Mapping } from "../mapping.ts";
import type { Choices } from "./choose.ts";
import type { Part } from "./part.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Reason } from "./reasons.ts";

const PATH = "timestamp_format";

/** The format of the times, where they are not ISO 8601; and what may be wrong about day, hour and zone. */
export function proposeTime(profiles: readonly ColumnProfile[], { timestamp }: Choices, given: Mapping): Part {
  if (timestamp === undefined) {
    return { mapping: {}, reasons: [], unsure: [] };
  }
  const { profile } = timestamp;
  const { time } = profile;
  const unsure: Reason[] = [];
  if (given.timestamp_format === undefined && time.share < 0.999 && profile.filled > 0) {
    unsure.push({ path: PATH, code: "not_times", params: { column: profile.source.name, share: 1 - time.share } });
  }
  if (time.kind !== "none" && !time.clock) {
    unsure.push(withoutClock(profiles, profile));
  }
  if (!time.offsets && given.time_zone === undefined) {
    unsure.push({ path: "time_zone", code: "zone_unknown", params: {} });
  }
  if (given.timestamp_format !== undefined || time.kind === "iso" || time.kind === "none") {
    return { mapping: {}, reasons: [], unsure };
  }
  const chosen = time.kind === "formats" ? time : time.candidates[0];
  if (time.kind === "ambiguous") {
    const [first, second] = time.candidates;
    unsure.unshift({
      path: PATH,
      code: "date_order",
      params: { text: first.example.text, first: day(first), second: day(second), otherwise: formatText(second) },
    });
  }
  const { text, read } = chosen.example;
  return {
    mapping: { timestamp_format: formatOf(chosen) },
    reasons: [{ path: PATH, code: "time_format", params: { text, read: time.clock ? read : read.slice(0, 10) } }],
    unsure,
  };
}

/** A shop may write the time of day into a column of its own. */
function withoutClock(profiles: readonly ColumnProfile[], { source }: ColumnProfile): Reason {
  const apart = profiles.find(
    ({ values, filled }) =>
      filled > 0 &&
      values.every((value) => value === null || /^\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?$/.test(value.trim())),
  );
  return apart === undefined
    ? { path: PATH, code: "no_clock", params: { column: source.name } }
    : { path: PATH, code: "time_apart", params: { column: apart.source.name } };
}

function day({ example }: TimeCandidate): string {
  return example.read.slice(0, 10);
}

function formatOf({ formats }: TimeCandidate): string | readonly string[] {
  const [only, ...more] = formats;
  return only !== undefined && more.length === 0 ? only : formats;
}

/** As it would stand in the mapping. */
function formatText({ formats }: TimeCandidate): string {
  const quoted = formats.map((format) => JSON.stringify(format));
  return quoted.length === 1 ? quoted.join("") : `[${quoted.join(", ")}]`;
}
