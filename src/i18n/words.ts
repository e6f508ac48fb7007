import type { AnalysisId } from "../model/analyses/catalogue.ts";
import { fileNames as englishFiles } from "./en/analyses.ts";
import { outputs as englishOutputs, type OutputNames } from "./en/outputs.ts";
import { fileColumns, fileNames as spanishFiles } from "./es/analyses.ts";
import { outputs as spanishOutputs } from "./es/outputs.ts";
import type { Language } from "./language.ts";

/** The names a result's files and columns have in one language. */
export interface FileWords {
  readonly outputs: OutputNames;
  readonly fileNames: Readonly<Record<AnalysisId, string>>;
  fileColumn(id: string): string;
}

export function wordsFor(language: Language): FileWords {
  switch (language) {
    case "en":
      return { outputs: englishOutputs, fileNames: englishFiles, fileColumn: (id) => id };
    case "es": {
      const columns: Readonly<Record<string, string>> = fileColumns;
      return { outputs: spanishOutputs, fileNames: spanishFiles, fileColumn: (id) => columns[id] ?? id };
    }
  }
}
