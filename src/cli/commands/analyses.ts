import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";

/** The options of `vitrina analyses` as given. */
export interface AnalysesFlags {
  readonly format: "table" | "json";
}

export function declareAnalyses(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const command = declareCommand(declaration, "analyses")
    .usage(words.any_options)
    .action((flags: AnalysesFlags) =>
      choose(async (session) => {
        const { runAnalyses } = await import("./run-analyses.ts");
        return runAnalyses(flags, session);
      }),
    );
  const { format } = words.analyses;
  declareOption(command, "--format", format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareLanguage(command, words);
}
