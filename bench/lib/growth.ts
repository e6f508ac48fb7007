import { medianSeconds, type Score } from "./contest.ts";
import { formatRatio, formatRows } from "./figures.ts";

export interface SizeScores {
  rows: number;
  scores: Score[];
}

/** From which size on the start of the process no longer hides how the work grows. */
const largeRows = 1_000_000;

/**
 * For everybody who finished two large sizes: the larger one's time over the smaller one's, over what their rows say.
 * 1.00 is exactly linear, 1.25 takes a quarter longer than that. One line each; sizes in ascending order.
 */
export function describeGrowth(bySize: SizeScores[]): string[] {
  const large = bySize.filter(({ rows }) => rows >= largeRows);
  return large.slice(1).flatMap((larger, index) => compare(large[index] ?? larger, larger));
}

function compare(smaller: SizeScores, larger: SizeScores): string[] {
  const sizes = `${formatRows(smaller.rows)} to ${formatRows(larger.rows)}`;
  return larger.scores.flatMap((score) => {
    const before = medianSeconds(smaller.scores.find(({ label }) => label === score.label));
    const growth = medianSeconds(score) / before / (larger.rows / smaller.rows);
    return Number.isFinite(growth) ? [`${score.label}, ${sizes} rows: ${formatRatio(growth)} of linear time`] : [];
  });
}
