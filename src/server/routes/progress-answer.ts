import type { BatchProgress as Known, StreamQuality } from "../../model/stream/stream-progress.ts";
import type { BatchProgress } from "../api/stream.ts";

export function progressAnswer({ state, partitions, quality, phases, ...rest }: Known): BatchProgress {
  return {
    ...rest,
    quality: qualityAnswer(quality),
    phases: { ...phases },
    partitions: [...partitions],
    state: { open_windows: state.openWindows, rows: state.rows, bytes: state.bytes },
  };
}

export function qualityAnswer({ reasons, warnings, ...counts }: StreamQuality): BatchProgress["quality"] {
  return { ...counts, reasons: { ...reasons }, warnings: { ...warnings } };
}
