import { spawnSync } from "node:child_process";
import { formatMebibytes, formatRatio, formatSeconds, median } from "./figures.ts";
import type { Measured } from "./measure.ts";
import { formatTable } from "./table.ts";

export interface Entrant {
  label: string;
  /** Does the task once. The first time is a warm-up that no figure counts. */
  run(turn: "warm-up" | "measured"): Promise<Measured>;
}

export interface Score {
  label: string;
  /** One for each measured run, in order; as many as asked for unless it failed. */
  runs: Measured[];
  /** Why it left the contest, if it did. */
  failure: string | undefined;
}

/**
 * Lets all entrants do their task in turn, a warm-up first and then so many measured rounds: the files are in the
 * system's cache for all alike, and what disturbs the machine disturbs all. Who fails leaves; the others go on.
 */
export async function contest(entrants: Entrant[], rounds: number): Promise<Score[]> {
  const scores: Score[] = entrants.map(({ label }) => ({ label, runs: [], failure: undefined }));
  for (let round = 0; round <= rounds; round++) {
    for (const [index, entrant] of entrants.entries()) {
      const score = scores[index];
      if (score === undefined || score.failure !== undefined) continue;
      const turn = round === 0 ? "warm-up" : "measured";
      settleDisks();
      const measured = await entrant.run(turn);
      score.failure = measured.failure;
      if (turn === "measured" && measured.failure === undefined) score.runs.push(measured);
      tell(entrant.label, round, rounds, measured);
    }
  }
  return scores;
}

/** What others left to be written would be waited for by whoever makes sure that its own files are on the disk. */
function settleDisks(): void {
  if (process.platform !== "win32") spawnSync("sync");
}

/** A column of a contest's table besides the usual ones. */
export interface Column {
  title: string;
  cell(score: Score): string;
}

/** The table of a contest; ratios are to the first entrant, each to its run of the same round. */
export function formatScores(scores: Score[], columns: Column[] = []): string {
  const [first, ...others] = scores;
  const titles = columns.map(({ title }) => title);
  const head = ["", "median s", "min", "max", "CPU s", "peak MiB", ...titles, `time / ${first?.label}`];
  const rows = scores.filter(isComplete).map((score) => {
    const seconds = score.runs.map((run) => run.seconds);
    return [
      score.label,
      formatSeconds(median(seconds)),
      formatSeconds(Math.min(...seconds)),
      formatSeconds(Math.max(...seconds)),
      formatSeconds(median(score.runs.map((run) => run.cpuSeconds ?? Number.NaN))),
      formatMebibytes(Math.max(...score.runs.map((run) => run.peakBytes ?? Number.NaN))),
      ...columns.map(({ cell }) => cell(score)),
      first && others.includes(score) ? formatRatio(ratioOf(score, first)) : "",
    ];
  });
  const failures = scores.filter((score) => !isComplete(score)).map(({ label, failure }) => `${label}: ${failure}\n`);
  return (rows.length > 0 ? formatTable(head, rows) : "") + failures.join("");
}

/** Median, in seconds, of a score that is complete; NaN otherwise. */
export function medianSeconds(score: Score | undefined): number {
  return median(score && isComplete(score) ? score.runs.map((run) => run.seconds) : []);
}

function isComplete(score: Score): boolean {
  return score.failure === undefined;
}

function ratioOf(score: Score, base: Score): number {
  if (!isComplete(base)) return Number.NaN;
  return median(score.runs.map((run, round) => run.seconds / (base.runs[round]?.seconds ?? Number.NaN)));
}

function tell(label: string, round: number, rounds: number, { seconds, failure }: Measured): void {
  const turn = round === 0 ? "warm-up" : `run ${round} of ${rounds}`;
  process.stderr.write(`  ${label}, ${turn}: ${failure === undefined ? `${formatSeconds(seconds)} s` : "failed"}\n`);
}
