import { columnLabels, analyses as english, measures as englishMeasures } from "../../i18n/en/analyses.ts";
import { rules as englishRules } from "../../i18n/en/rules.ts";
import {
  analyses as spanish,
  columnLabels as spanishLabels,
  measures as spanishMeasures,
} from "../../i18n/es/analyses.ts";
import { rules as spanishRules } from "../../i18n/es/rules.ts";
import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import { isMeasure, MEASURES, type MeasureId } from "../../model/measures.ts";
import type { Column } from "../../model/query.ts";
import type { RejectReason } from "../../model/rules.ts";

/* What the pages say, in both languages, so that switching asks nothing anew. */

export function analysisWords(id: AnalysisId) {
  return {
    title: { en: english[id].title, es: spanish[id].title },
    definition: { en: english[id].definition, es: spanish[id].definition },
  };
}

export function measureWords(id: MeasureId) {
  const [en, es] = [englishMeasures[id], spanishMeasures[id]];
  return {
    id,
    label: { en: en.label, es: es.label },
    definition: { en: en.definition, es: es.definition },
    formula: { en: en.formula, es: es.formula },
    unit: MEASURES[id].unit,
  };
}

export function columnWords({ id, unit }: Column) {
  const [en, es]: readonly Readonly<Record<string, string>>[] = [columnLabels, spanishLabels];
  const label = isMeasure(id) ? measureWords(id).label : { en: en?.[id] ?? id, es: es?.[id] ?? id };
  return { id, unit, label };
}

export function ruleWords(id: string) {
  const [en, es] = [englishRules[id as RejectReason], spanishRules[id as RejectReason]];
  return {
    id,
    label: { en: en?.label ?? id, es: es?.label ?? id },
    sentence: { en: en?.sentence ?? "", es: es?.sentence ?? "" },
  };
}
