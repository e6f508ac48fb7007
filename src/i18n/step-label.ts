import { analyses as englishAnalyses } from "./en/analyses.ts";
import { runs as english } from "./en/runs.ts";
import { analyses as spanishAnalyses } from "./es/analyses.ts";
import { runs as spanish } from "./es/runs.ts";
import type { Language } from "./language.ts";

/** What a step of a run on Spark (`load/read`, `analyse/sales_by_day`) is called. */
export function stepLabel(step: string, language: Language): string {
  const { spark } = language === "es" ? spanish : english;
  const titles: Readonly<Record<string, { readonly title: string }>> =
    language === "es" ? spanishAnalyses : englishAnalyses;
  const [phase, what = ""] = [step.slice(0, step.indexOf("/")), step.slice(step.indexOf("/") + 1)];
  switch (phase) {
    case "analyse":
      return spark.analyse({ what: titles[what]?.title ?? what });
    case "write":
      return spark.write({ what });
    default:
      return spark.steps[step] ?? what;
  }
}
