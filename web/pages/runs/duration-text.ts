import type { Format } from "../../format/format.ts";

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** To the tenth of a second below a minute, then in two units: 2 min 38 s, 3 h 5 min. */
export function durationText(format: Format, ms: number): string {
  if (ms < MINUTE * 1000) return format.milliseconds(Math.round(ms));
  const seconds = Math.round(ms / 1000);
  const unit = seconds < HOUR ? MINUTE : seconds < DAY ? HOUR : DAY;
  const rest = seconds % unit;
  const smaller = unit === MINUTE ? 1 : unit === HOUR ? MINUTE : HOUR;
  return rest < smaller
    ? format.duration(seconds)
    : `${format.duration(seconds - rest)} ${format.duration(rest - (rest % smaller))}`;
}
