import { UserError } from "../../model/user-error.ts";
import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { declareSpark, type SparkFlags } from "../spark-flags.ts";

export type EngineName = "duckdb" | "spark";

/** The options of `vitrina compare` as given. */
export interface CompareFlags extends SparkFlags {
  readonly engines: readonly [EngineName, EngineName];
  readonly mapping?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly strict?: boolean;
  readonly format: "table" | "json";
}

export function declareCompare(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { batch, compare } = words;
  const command = declareCommand(declaration, "compare")
    .usage(`${batch.input.name}... ${words.any_options}`)
    .argument(`<${batch.input.name}...>`, batch.input.text)
    .action((inputs: string[], flags: CompareFlags) =>
      choose(async (session) => {
        const { runCompare } = await import("./run-compare.ts");
        return runCompare(inputs, flags, session);
      }),
    );
  const engines = (option: string) => (text: string) => {
    const [a, b, ...others] = text.split(",");
    if (!isEngine(a) || !isEngine(b) || others.length > 0) {
      throw new UserError("bad_option", { option, value: text, expected: compare.expected.engines });
    }
    return [a, b] as const;
  };
  declareOption(command, "--engines", compare.engines, {
    read: engines,
    otherwise: ["duckdb", "spark"] as const,
    shown: "duckdb,spark",
  });
  declareOption(command, "--mapping", batch.mapping);
  declareOption(command, "--strict", batch.strict);
  declareOption(command, "--currency", batch.currency, { read: readers.currency });
  declareOption(command, "--time-zone", batch.time_zone, { read: readers.timeZone });
  declareOption(command, "--format", compare.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareSpark(command, declaration);
  declareLanguage(command, words);
}

function isEngine(text: string | undefined): text is EngineName {
  return text === "duckdb" || text === "spark";
}
