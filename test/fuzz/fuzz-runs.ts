import { drawFrom } from "./draw.ts";
import type { Laboratory, Specimen, Verdict } from "./laboratory.ts";
import { mutate } from "./mutate.ts";
import { drawSample } from "./sample-files.ts";

export interface Finding {
  readonly run: number;
  readonly why: string;
  readonly specimen: Specimen;
}

export interface BatchResult {
  /** How the runs ended, by name. */
  readonly ends: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Runs `from` to `to`, the last not included, of a seed: each is one mutated file; all are loaded together. */
export async function fuzzRuns(laboratory: Laboratory, seed: number, from: number, to: number): Promise<BatchResult> {
  const runs = Array.from({ length: to - from }, (_, index) => from + index);
  const specimens = runs.map((run) => specimenOf(seed, run));
  const verdicts = await laboratory.examine(specimens);
  const ends: Record<string, number> = {};
  const findings: Finding[] = [];
  for (const [index, verdict] of verdicts.entries()) {
    const end = nameOf(verdict);
    ends[end] = (ends[end] ?? 0) + 1;
    const specimen = specimens[index];
    if (verdict.kind === "failed" && specimen !== undefined) {
      findings.push({ run: from + index, why: verdict.why, specimen: await shrink(laboratory, specimen, verdict.why) });
    }
  }
  return { ends, findings };
}

function specimenOf(seed: number, run: number): Specimen {
  const draw = drawFrom(seed, run);
  const sample = drawSample(draw);
  // A broken header is worth a try now and then; mostly it ends the run before a row is read.
  const keepsHeader = sample.ending.startsWith("csv") && draw.chance(0.85);
  const header = keepsHeader ? endOfFirstLine(sample.bytes) : 0;
  return { ...sample, bytes: mutate(sample.bytes, header, draw) };
}

function endOfFirstLine(bytes: Buffer): number {
  const ends = [bytes.indexOf("\n"), bytes.indexOf("\r")].filter((end) => end >= 0);
  return Math.min(...ends, bytes.length - 1) + 1;
}

function nameOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case "read":
      return "read";
    case "failed":
      return "failed";
    case "plan_refused":
    case "load_refused":
      return `${verdict.kind === "plan_refused" ? "refused at sight" : "refused while reading"}: ${verdict.code}`;
  }
}

const MAX_TRIES = 300;

/** A smaller file that fails in the same way: ever smaller pieces are left out for as long as it does. */
async function shrink(laboratory: Laboratory, specimen: Specimen, why: string): Promise<Specimen> {
  let { bytes } = specimen;
  let tries = 0;
  for (let size = bytes.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < bytes.length && tries < MAX_TRIES; ) {
      const smaller = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
      tries += 1;
      const [verdict] = await laboratory.examine([{ ...specimen, bytes: smaller }]);
      if (verdict?.kind === "failed" && kindOf(verdict.why) === kindOf(why)) {
        bytes = smaller;
      } else {
        at += size;
      }
    }
  }
  return { ...specimen, bytes };
}

/** Without numbers, names and quoted text. */
function kindOf(why: string): string {
  return why.replaceAll(/"[^"]*"|\d+/g, "").slice(0, 60);
}
