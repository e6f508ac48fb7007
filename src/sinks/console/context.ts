import type { ConsoleMessages } from "../../i18n/en/console.ts";
import type { RuleWords } from "../../i18n/en/rules.ts";
import type { Formatter } from "../../i18n/format.ts";
import type { BatchOutcome } from "../../model/batch-outcome.ts";
import type { RejectReason } from "../../model/rules.ts";
import type { Vocabulary } from "../view/vocabulary.ts";
import type { Paint } from "./paint.ts";

/** What every part of the console output needs besides its own figures. */
export interface ConsoleContext {
  readonly outcome: BatchOutcome;
  readonly words: ConsoleMessages;
  readonly rules: Readonly<Record<RejectReason, RuleWords>>;
  readonly vocabulary: Vocabulary;
  readonly format: Formatter;
  readonly paint: Paint;
  /** Terminal columns that may be used. */
  readonly width: number;
}
