import * as english from "../../i18n/en/analyses.ts";
import * as spanish from "../../i18n/es/analyses.ts";
import type { Language } from "../../i18n/language.ts";
import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import { isMeasure, type MeasureId } from "../../model/measures.ts";

/** The words for what a result shows, in one language. */
export interface Vocabulary {
  readonly title: (id: AnalysisId) => string;
  readonly definition: (id: AnalysisId) => string;
  /** Name of the result's file, without folder and ending. */
  readonly stem: (id: AnalysisId) => string;
  readonly column: (id: string) => string;
  readonly measure: (id: MeasureId) => english.MeasureWords;
  /** The word for a value that is the same in every shop ("mean", "champions"); null for the shop's own words. */
  readonly value: (columnId: string, value: string) => string | null;
  /** Which customers a segment holds; null for what is no segment. */
  readonly segmentRule: (segment: string) => string | null;
}

export function vocabularyOf(language: Language): Vocabulary {
  const words = language === "es" ? spanish : english;
  return {
    title: (id) => words.analyses[id].title,
    definition: (id) => words.analyses[id].definition,
    stem: (id) => words.fileNames[id],
    column: (id) => (isMeasure(id) ? words.measures[id].label : (own(words.columnLabels, id) ?? id)),
    measure: (id) => words.measures[id],
    value: (columnId, value) => own(own(words.columnValues, columnId) ?? {}, value),
    segmentRule: (segment) => own(words.segmentRules, segment),
  };
}

/** What comes from data may be called like a property every object inherits. */
function own<Value>(words: Readonly<Record<string, Value>>, key: string): Value | null {
  return Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}
