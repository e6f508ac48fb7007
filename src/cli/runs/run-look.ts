import type { RunWords } from "../../i18n/en/runs.ts";
import { createFormatter, type Formatter } from "../../i18n/format.ts";
import type { Language } from "../../i18n/language.ts";
import { machineTimeZone } from "../../model/time-zone.ts";
import { createPaint, type Paint } from "../../sinks/console/paint.ts";
import { type Session, wantsColor, widthOfOutput } from "../io.ts";

/** What every text about runs needs besides what it shows. */
export interface RunLook {
  readonly words: RunWords;
  readonly language: Language;
  readonly format: Formatter;
  readonly paint: Paint;
  readonly width: number;
}

/** Times are on this machine's clock. */
export function runLook({ io, language, words }: Session): RunLook {
  return {
    words: words.runs,
    language,
    format: createFormatter({ language, currency: "", timeZone: machineTimeZone() }),
    paint: createPaint(wantsColor(io, io.stdout)),
    width: widthOfOutput(io.stdout),
  };
}

/** Phases of a stream's batches have the names that its progress has. */
export function phaseName(phase: string, { words }: RunLook): string {
  const known: Readonly<Record<string, string>> = words.spark.phases;
  return known[phase] ?? phase;
}
