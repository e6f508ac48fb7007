import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";

/** The options of `vitrina generate` as given. */
export interface GenerateFlags {
  readonly rows: number;
  readonly days: number;
  readonly end?: string;
  readonly seed: number;
  readonly uniform?: boolean;
  readonly scenario: string;
  readonly threads?: number;
  readonly format?: "csv" | "ndjson" | "parquet";
  readonly output: string;
}

export function declareGenerate(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { generate } = words;
  const command = declareCommand(declaration, "generate")
    .usage(`-o ${generate.output.value} ${words.any_options}`)
    .action((flags: GenerateFlags) =>
      choose(async (session) => {
        const { runGenerate } = await import("./run-generate.ts");
        return runGenerate(flags, session);
      }),
    );
  declareOption(command, "-o, --output", generate.output, { required: true });
  declareOption(command, "--rows", generate.rows, { read: readers.rows, otherwise: 100_000 });
  declareOption(command, "--days", generate.days, { read: readers.days, otherwise: 30 });
  declareOption(command, "--end", generate.end, { read: readers.moment });
  declareOption(command, "--seed", generate.seed, { read: readers.seed, otherwise: 42 });
  declareOption(command, "--uniform", generate.uniform);
  declareOption(command, "--scenario", generate.scenario, { otherwise: "clean" });
  declareOption(command, "--format", generate.format, { read: readers.oneOf(["csv", "ndjson", "parquet"]) });
  declareOption(command, "--threads", generate.threads, { read: readers.threads });
  declareLanguage(command, words);
}
