import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readOutputs } from "./check-outputs.ts";
import type { Contender, Outcome } from "./contenders.ts";
import type { Entrant } from "./contest.ts";
import { failed, measure } from "./measure.ts";
import type { Referee } from "./referee.ts";

/**
 * A contender doing the original job on a file. The referee hears what it printed in every run and, after the warm-up,
 * what is in its files. Its outputs go to a folder in `work` and are deleted at once: those that are not on disk yet
 * then need not be written while the next one runs.
 */
export function jobEntrant(contender: Contender, input: string, work: string, referee: Referee): Entrant {
  const out = join(work, contender.id);
  return {
    label: contender.label,
    async run(turn) {
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out, { recursive: true });
      try {
        const measured = await measure(contender.command(input, out), { cwd: work });
        if (measured.failure !== undefined) return measured;
        const outcome = contender.readOutcome(measured.stdout);
        if (outcome === undefined) return failed("it ended well but did not print its rows and gross total");
        referee.note(contender.label, "kept sales", describe(outcome));
        if (turn === "warm-up") await noteFiles(contender.label, out, referee);
        return measured;
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      } finally {
        rmSync(out, { recursive: true, force: true });
      }
    },
  };
}

async function noteFiles(who: string, out: string, referee: Referee): Promise<void> {
  const { derived, ...outcome } = await readOutputs(out);
  referee.note(who, "kept sales", describe(outcome));
  for (const [name, value] of Object.entries(derived)) referee.note(who, name, value);
}

function describe({ rows, grossCents }: Outcome): string {
  const cents = grossCents.toString().padStart(3, "0");
  return `rows=${rows} gross=${cents.slice(0, -2)}.${cents.slice(-2)}`;
}
