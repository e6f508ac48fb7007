import type { StreamSnapshot } from "./stream-history.ts";

/** What the last batch did and how far the stream is behind, as one line of JSON; null before the first batch. */
export function progressJson({ last, rowsPerSecond, lag }: StreamSnapshot): string | null {
  if (last === null) return null;
  const { batch, time, quality, phases, watermark, partitions, state } = last;
  return JSON.stringify({
    batch,
    time,
    quality,
    phases,
    rows_per_second: rounded(rowsPerSecond),
    watermark,
    lag: {
      rows: lag.rows,
      seconds: rounded(lag.seconds),
      catch_up_seconds: rounded(lag.catchUpSeconds),
    },
    partitions,
    state: { open_windows: state.openWindows, rows: state.rows, bytes: state.bytes },
  });
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
