import type { Language } from "../../i18n/language.ts";
import { wordsFor } from "../../i18n/words.ts";
import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import type { MeasureId } from "../../model/measures.ts";

/** The words for what a result shows, in one language. */
export interface Vocabulary {
  readonly title: (id: AnalysisId) => string;
  readonly definition: (id: AnalysisId) => string;
  /** Name of the result's file, without folder and ending. */
  readonly stem: (id: AnalysisId) => string;
  readonly column: (id: string) => string;
  readonly measure: (id: MeasureId) => {
    readonly label: string;
    readonly definition: string;
    readonly formula: string;
  };
  /** The word for a value that stands for itself in every language ("mean", "champions"); null for the shop's own. */
  readonly value: (columnId: string, value: string) => string | null;
}

export function vocabularyOf(language: Language): Vocabulary {
  const human = (id: string) => (id[0] ?? "").toUpperCase() + id.slice(1).replaceAll("_", " ");
  return {
    title: human,
    definition: (id) =>
      `What ${human(id)} tells: figures over accepted sales, by the shop's own labels and local time.`,
    stem: (id) => wordsFor(language).fileNames[id],
    column: human,
    measure: (id) => ({ label: human(id), definition: `Def of ${id}.`, formula: `sum(${id})` }),
    value: () => null,
  };
}
