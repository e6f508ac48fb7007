import { consoleMessages as english } from "../../i18n/en/console.ts";
import { rules as englishRules } from "../../i18n/en/rules.ts";
import { consoleMessages as spanish } from "../../i18n/es/console.ts";
import { rules as spanishRules } from "../../i18n/es/rules.ts";
import { createFormatter } from "../../i18n/format.ts";
import type { Language } from "../../i18n/language.ts";
import type { BatchOutcome } from "../../model/batch-outcome.ts";
import { vocabularyOf } from "../view/vocabulary.ts";
import { analysisLines } from "./analysis.ts";
import type { ConsoleContext } from "./context.ts";
import { createPaint } from "./paint.ts";
import { qualityLines } from "./quality.ts";
import { unavailableLines } from "./unavailable.ts";

export interface RenderBatchOptions {
  readonly language: Language;
  /** Columns of the terminal; lines keep to it where their numbers fit at all. */
  readonly width: number;
  readonly color: boolean;
}

const NARROWEST = 40;
/** Wider lines are hard to follow with the eye. */
const WIDEST = 160;

/**
 * A finished batch as text for a terminal, ended by a line break: quality first, then a table for each analysis,
 * then what could not be computed and what it would take.
 */
export function renderBatch(outcome: BatchOutcome, { language, width, color }: RenderBatchOptions): string {
  const context: ConsoleContext = {
    outcome,
    words: language === "es" ? spanish : english,
    rules: language === "es" ? spanishRules : englishRules,
    vocabulary: vocabularyOf(language),
    format: createFormatter({ language, currency: outcome.shop.currency, timeZone: outcome.shop.timeZone }),
    paint: createPaint(color),
    width: Math.min(WIDEST, Math.max(NARROWEST, width)),
  };
  const analyses = outcome.quality.accepted === 0 ? [] : outcome.analyses;
  const computed = analyses.filter((analysis) => analysis.kind === "computed");
  const unavailable = analyses.filter((analysis) => analysis.kind === "unavailable");
  const parts = [
    qualityLines(context),
    ...computed.map((analysis) => analysisLines(analysis, context)),
    unavailableLines(unavailable, context),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}
