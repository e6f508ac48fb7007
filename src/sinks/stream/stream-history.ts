import {
  addQuality,
  type BatchProgress,
  NOTHING_READ,
  type StreamQuality,
} from "../../model/stream/stream-progress.ts";

/** What the batches so far did, together: for the line of progress, for metrics and for the summary. */
export interface StreamSnapshot {
  /** Batches of this process. */
  readonly batches: number;
  readonly quality: StreamQuality;
  /** Milliseconds by phase, summed up. */
  readonly phases: Readonly<Record<string, number>>;
  readonly last: BatchProgress | null;
  readonly rowsPerSecond: number;
  readonly lag: Lag;
}

export interface Lag {
  /** Rows in the source that are still unread; null where it cannot know. */
  readonly rows: number | null;
  /** Age, in event time, of what is read now, where rows are unread; 0 where none is; null where it is not known. */
  readonly seconds: number | null;
  /** At the pace of the last seconds; null where the distance does not shrink, or is not known. */
  readonly catchUpSeconds: number | null;
}

export interface StreamHistory {
  add(progress: BatchProgress): StreamSnapshot;
  snapshot(): StreamSnapshot;
}

export interface StreamHistoryOptions {
  readonly watermarkSeconds: number;
  /** What was counted before this process began. */
  readonly before?: StreamQuality;
}

/** Paces are those of the last seconds. */
const RECENT_MS = 10_000;
const MOST_RECENT = 200;

export function createStreamHistory({ watermarkSeconds, before = NOTHING_READ }: StreamHistoryOptions): StreamHistory {
  const recent: BatchProgress[] = [];
  const phases: Record<string, number> = {};
  let batches = 0;
  let quality = before;

  const snapshot = (): StreamSnapshot => ({
    batches,
    quality,
    phases: { ...phases },
    last: recent.at(-1) ?? null,
    rowsPerSecond: paceOf(recent),
    lag: lagOf(recent, watermarkSeconds * 1000),
  });

  return {
    add(progress) {
      batches += 1;
      quality = addQuality(quality, progress.quality);
      for (const [phase, ms] of Object.entries(progress.phases)) phases[phase] = (phases[phase] ?? 0) + ms;
      recent.push(progress);
      const oldest = Date.parse(progress.time) - RECENT_MS;
      while (recent.length > MOST_RECENT || Date.parse(recent[0]?.time ?? progress.time) < oldest) recent.shift();
      return snapshot();
    },
    snapshot,
  };
}

/** Rows read a second. The first of several batches only says when counting begins. */
function paceOf(recent: readonly BatchProgress[]): number {
  const [first, ...rest] = recent;
  if (first === undefined) return 0;
  const seconds = secondsOf(recent);
  if (seconds > 0) return rest.reduce((sum, { quality }) => sum + quality.read, 0) / seconds;
  const ms = Object.values(first.phases).reduce((sum, phase) => sum + phase, 0);
  return ms > 0 ? (first.quality.read * 1000) / ms : 0;
}

/** How far behind the stream is, and how long until it no longer is. */
function lagOf(recent: readonly BatchProgress[], delayMs: number): Lag {
  const [first, last] = [recent[0], recent.at(-1)];
  const rows = last === undefined ? null : unread(last);
  if (last === undefined || rows === null) return { rows, seconds: null, catchUpSeconds: null };
  if (rows === 0) return { rows, seconds: 0, catchUpSeconds: 0 };
  const read = last.partitions
    .filter(({ behind, watermark }) => behind !== 0 && watermark !== null)
    .map(({ watermark }) => Date.parse(watermark ?? "") + delayMs);
  const seconds = read.length === 0 ? null : Math.max(0, (Date.parse(last.time) - Math.min(...read)) / 1000);
  const before = first === undefined ? null : unread(first);
  const elapsed = secondsOf(recent);
  const shrinking = before === null || elapsed <= 0 ? 0 : (before - rows) / elapsed;
  return { rows, seconds, catchUpSeconds: shrinking > 0 ? rows / shrinking : null };
}

function unread({ partitions }: BatchProgress): number | null {
  return partitions.reduce<number | null>(
    (sum, { behind }) => (sum === null || behind === null ? null : sum + behind),
    0,
  );
}

function secondsOf(recent: readonly BatchProgress[]): number {
  const [first, last] = [recent[0], recent.at(-1)];
  return first === undefined || last === undefined ? 0 : (Date.parse(last.time) - Date.parse(first.time)) / 1000;
}
