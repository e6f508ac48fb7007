const UNITS = [
  [86_400, "d"],
  [3600, "h"],
  [60, "m"],
  [1, "s"],
] as const;

/** Seconds as an option of the command line takes them: 90 is 90s, 3600 is 1h, 86400 is 1d. */
export function durationOption(seconds: number): string {
  const [size, sign] = UNITS.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, "s"];
  return `${Math.round(seconds / size)}${sign}`;
}
