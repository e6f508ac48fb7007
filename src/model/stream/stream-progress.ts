import type { RejectReason, WarningRule } from "../rules.ts";

/** How every row read so far was judged: `read = accepted + rejected + late + duplicate`. */
export interface StreamQuality {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly late: number;
  readonly duplicate: number;
  readonly reasons: Readonly<Partial<Record<RejectReason, number>>>;
  readonly warnings: Readonly<Partial<Record<StreamWarning, number>>>;
}

/** `duplicate_conflict`: the copy of a sale that was taken before differs from it. */
export type StreamWarning = WarningRule | "duplicate_conflict";

/** What one micro-batch did, for people, for JSON and for metrics. */
export interface BatchProgress {
  readonly batch: number;
  /** When the batch was cut, ISO 8601. */
  readonly time: string;
  /** Of this batch alone. */
  readonly quality: StreamQuality;
  /** Milliseconds by phase, in the order they ran: read, parse, judge, keep, windows, commit, publish. */
  readonly phases: Readonly<Record<string, number>>;
  /** The lowest watermark of the partitions that hold windows open, ISO 8601; null before the first row. */
  readonly watermark: string | null;
  readonly partitions: readonly PartitionProgress[];
  readonly state: { readonly openWindows: number; readonly rows: number; readonly bytes: number };
}

export interface PartitionProgress {
  readonly partition: string;
  readonly next: string;
  readonly watermark: string | null;
  /** Records still unread, null where the source cannot know. */
  readonly behind: number | null;
  /** Quiet for so long that it holds no window open. */
  readonly idle: boolean;
}

export const NOTHING_READ: StreamQuality = {
  read: 0,
  accepted: 0,
  rejected: 0,
  late: 0,
  duplicate: 0,
  reasons: {},
  warnings: {},
};

export function addQuality(a: StreamQuality, b: StreamQuality): StreamQuality {
  return {
    read: a.read + b.read,
    accepted: a.accepted + b.accepted,
    rejected: a.rejected + b.rejected,
    late: a.late + b.late,
    duplicate: a.duplicate + b.duplicate,
    reasons: addCounts(a.reasons, b.reasons),
    warnings: addCounts(a.warnings, b.warnings),
  };
}

/** What was judged between two moments of the same stream. */
export function subtractQuality(a: StreamQuality, b: StreamQuality): StreamQuality {
  const negative = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, -count]));
  return addQuality(a, {
    read: -b.read,
    accepted: -b.accepted,
    rejected: -b.rejected,
    late: -b.late,
    duplicate: -b.duplicate,
    reasons: negative(b.reasons),
    warnings: negative(b.warnings),
  });
}

function addCounts<K extends string>(a: Partial<Record<K, number>>, b: Partial<Record<K, number>>) {
  const sum: Partial<Record<K, number>> = { ...a };
  for (const [key, count] of Object.entries(b) as [K, number][]) {
    sum[key] = (sum[key] ?? 0) + count;
  }
  return sum;
}
