/** The middle value; the mean of the two middle ones where there is none. NaN without values. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

export function formatSeconds(seconds: number): string {
  return Number.isFinite(seconds) ? seconds.toFixed(2) : "-";
}

/** Bytes in MiB, as system tools count them. */
export function formatMebibytes(bytes: number): string {
  return Number.isFinite(bytes) ? Math.round(bytes / 1024 ** 2).toString() : "-";
}

export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(2) : "-";
}

/** A rate such as 65432 a second as "65k". */
export function formatThousands(perSecond: number): string {
  return Number.isFinite(perSecond) ? `${Math.round(perSecond / 1000)}k` : "-";
}

/** Reads "100k", "10m" or "2500" as a number of rows; undefined for anything else. */
export function parseRows(text: string): number | undefined {
  const [, digits, unit] = /^([1-9]\d*)([km]?)$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  return Number(digits) * ({ k: 1_000, m: 1_000_000 }[unit?.toLowerCase() ?? ""] ?? 1);
}

/** Writes 100,000 as "100k" and 10,000,000 as "10m", the way `parseRows` reads them. */
export function formatRows(rows: number): string {
  if (rows % 1_000_000 === 0) return `${rows / 1_000_000}m`;
  return rows % 1_000 === 0 ? `${rows / 1_000}k` : rows.toString();
}
