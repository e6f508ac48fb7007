import type { BatchProgress, StreamQuality } from "../../model/stream/stream-progress.ts";
import { printable } from "../console/printable.ts";
import { wrap } from "../console/width.ts";
import type { Lag, StreamSnapshot } from "./stream-history.ts";
import type { StreamLook } from "./stream-look.ts";

/** What one batch was: number, time, how its rows were judged, and how far the stream has come. */
export function batchHeader(
  progress: BatchProgress,
  { lag, rowsPerSecond }: StreamSnapshot,
  width: number,
  look: StreamLook,
): string[] {
  const { words, format, times, paint } = look;
  const { read, accepted } = progress.quality;
  const title = words.batch({ batch: format.count(progress.batch), time: times.moment(progress.time) });
  const rate = read === 0 ? "" : ` · ${words.rate({ rate: rateText(rowsPerSecond, look) })}`;
  const equation = equationText(progress.quality, look);
  const mark = read === accepted ? paint.good("✓") : paint.warn("!");
  const standing = [watermarkText(progress, look), ...lagText(lag, rowsPerSecond, progress.time, look)].join(" · ");
  return [
    `${paint.title(title)}${paint.dim(rate)}`,
    ...(read === 0 ? [] : wrap(equation, width - 2).map((line, index) => `${index === 0 ? mark : " "} ${line}`)),
    ...wrap(standing, width - 2).map((line) => paint.dim(`  ${line}`)),
  ];
}

/** read = accepted + rejected + late + duplicate. */
export function equationText(quality: StreamQuality, { words, format }: StreamLook): string {
  const { read, accepted, rejected, late, duplicate } = quality;
  return words.equation({
    read: format.count(read),
    accepted: format.count(accepted),
    rejected: format.count(rejected),
    late: format.count(late),
    duplicate: format.count(duplicate),
  });
}

export function rateText(rowsPerSecond: number, { format }: StreamLook): string {
  const digits = rowsPerSecond < 10 ? 1 : 0;
  return format.quantity(rowsPerSecond.toFixed(digits));
}

export function watermarkText({ watermark, time, partitions }: BatchProgress, { words, times }: StreamLook): string {
  if (watermark === null) {
    const quiet = partitions.length > 0 && partitions.every(({ idle }) => idle);
    return quiet ? words.all_quiet : words.no_watermark;
  }
  const seconds = (Date.parse(time) - Date.parse(watermark)) / 1000;
  const shown = printable(times.clock(watermark, time));
  return seconds < 0
    ? words.watermark_ahead({ time: shown })
    : words.watermark({ time: shown, lag: times.span(seconds) });
}

/** Nothing where the stream keeps up: rows that come in this very moment are no lag. */
export function lagText(lag: Lag, rowsPerSecond: number, time: string, { words, format, times }: StreamLook): string[] {
  const { rows, seconds, catchUpSeconds } = lag;
  if (rows === null || rows <= Math.max(1, rowsPerSecond * SECONDS_AT_HAND)) return [];
  const count = format.count(rows);
  const unread = seconds === null ? words.unread({ count }) : words.unread_seconds({ count, lag: times.span(seconds) });
  if (catchUpSeconds === null) return [unread, words.not_catching_up];
  const at = new Date(Date.parse(time) + catchUpSeconds * 1000).toISOString();
  return [unread, words.caught_up_in({ time: times.span(catchUpSeconds), at: times.clock(at, time) })];
}

const SECONDS_AT_HAND = 2;
