/** A horizontal bar of `share` (0 to 1) of `width` columns, to an eighth of a column; the least share above zero shows. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const shown = share > 0 ? Math.max(1, eighths) : 0;
  return "█".repeat(Math.floor(shown / 8)) + (PARTS[shown % 8] ?? "");
}

const PARTS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/** A shade for a cell of a heat grid: `·` for nothing, else by quarter of the largest value. */
export function shade(value: number, largest: number): string {
  if (value <= 0 || largest <= 0) return "·";
  return SHADES[Math.min(3, Math.ceil((value / largest) * 4) - 1)] ?? "█";
}

export const SHADES = ["░", "▒", "▓", "█"] as const;
