import type { ReportMessages } from "../../i18n/en/report.ts";
import type { RuleWords } from "../../i18n/en/rules.ts";
import type { Formatter } from "../../i18n/format.ts";
import type { BatchOutcome } from "../../model/batch-outcome.ts";
import type { AnalysisOutcome } from "../../model/result.ts";
import type { RejectReason } from "../../model/rules.ts";
import type { Vocabulary } from "../view/vocabulary.ts";

/** What every part of the report needs besides its own figures. */
export interface ReportContext {
  readonly outcome: BatchOutcome;
  readonly words: ReportMessages;
  readonly rules: Readonly<Record<RejectReason, RuleWords>>;
  readonly vocabulary: Vocabulary;
  readonly format: Formatter;
}

export type Computed = Extract<AnalysisOutcome, { kind: "computed" }>;
