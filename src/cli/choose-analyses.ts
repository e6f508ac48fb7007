import type { CliMessages } from "../i18n/en/cli.ts";
import { wordsFor } from "../i18n/words.ts";
import { ANALYSIS_IDS, type AnalysisId, DEFAULT_ANALYSES, isAnalysis } from "../model/analyses/catalogue.ts";
import { nearest } from "../model/nearest.ts";
import { UserError } from "../model/user-error.ts";

/** The analyses asked for, in the order of asking and each once; what a plain batch computes when none is. */
export function chooseAnalyses(asked: readonly string[] | undefined, words: CliMessages): readonly AnalysisId[] {
  if (asked === undefined) return DEFAULT_ANALYSES;
  return [...new Set(asked.flatMap((name) => (name === "all" ? ANALYSIS_IDS : [idOf(name, words)])))];
}

/** The files of an analysis have Spanish names too; whoever types one means the analysis. */
function idOf(name: string, words: CliMessages): AnalysisId {
  if (isAnalysis(name)) return name;
  const spanish = wordsFor("es").fileNames;
  const bySpanishName = new Map(ANALYSIS_IDS.map((id) => [spanish[id], id]));
  const id = bySpanishName.get(name);
  if (id !== undefined) return id;
  const near = nearest(name, [...ANALYSIS_IDS, ...bySpanishName.keys()], 3);
  const meant = [...new Set(near.map((found) => bySpanishName.get(found) ?? found))];
  throw new UserError("bad_option", {
    option: "--analysis",
    value: name,
    expected: words.expected.analysis({ meant }),
  });
}
