import type { WindowRow } from "../../model/stream/window-row.ts";

/** Tells windows that a batch made final from final windows that it corrected. */
export interface FinalWindowsSeen {
  /** To be asked before `note`. */
  isCorrection(row: WindowRow): boolean;
  /** The rows of one batch; how many windows they make final. */
  note(rows: readonly WindowRow[]): number;
}

/** Windows become final in the order of their ends, so the last end says it for all. `finalUntil` as in the checkpoint. */
export function createFinalWindowsSeen(finalUntil: number | null): FinalWindowsSeen {
  let last = finalUntil ?? Number.NEGATIVE_INFINITY;
  const endOf = ({ window_end }: WindowRow) => Date.parse(window_end);
  return {
    isCorrection: (row) => row.final && endOf(row) <= last,
    note(rows) {
      const ends = new Set(rows.flatMap(({ final, window_end }) => (final ? [window_end] : [])));
      const fresh = [...ends].map((end) => Date.parse(end)).filter((end) => end > last);
      last = fresh.reduce((a, b) => Math.max(a, b), last);
      return fresh.length;
    },
  };
}
