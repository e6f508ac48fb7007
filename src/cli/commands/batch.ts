import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { declareSpark, type SparkFlags } from "../spark-flags.ts";
import type { Limit } from "../values.ts";

/** The options of `vitrina batch` as given. */
export interface BatchFlags extends SparkFlags {
  readonly mapping?: string;
  readonly propose?: string;
  readonly out?: string;
  readonly analysis?: readonly string[];
  readonly format: "table" | "json";
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly report?: boolean;
  readonly strict?: boolean;
  readonly maxRejected?: Limit;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly engine: "duckdb" | "spark";
  readonly memory: string;
  readonly threads?: number;
}

export function declareBatch(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { batch } = words;
  const command = declareCommand(declaration, "batch")
    .usage(`${batch.input.name}... ${words.any_options}`)
    .argument(`<${batch.input.name}...>`, batch.input.text)
    .action((inputs: string[], flags: BatchFlags) =>
      choose(async (session) => {
        const { runBatchCommand } = await import("./run-batch.ts");
        return runBatchCommand(inputs, flags, session);
      }),
    );
  declareOption(command, "--mapping", batch.mapping);
  declareOption(command, "--propose", batch.propose);
  declareOption(command, "--out", batch.out, { shown: batch.out.otherwise });
  declareOption(command, "--analysis", batch.analysis, { repeated: true });
  declareOption(command, "--format", batch.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareOption(command, "--csv", batch.csv);
  declareOption(command, "--json", batch.json);
  declareOption(command, "--report", batch.report);
  declareOption(command, "--strict", batch.strict);
  declareOption(command, "--max-rejected", batch.max_rejected, { read: readers.limit });
  declareOption(command, "--currency", batch.currency, { read: readers.currency });
  declareOption(command, "--time-zone", batch.time_zone, { read: readers.timeZone });
  declareOption(command, "--engine", batch.engine, { read: readers.oneOf(["duckdb", "spark"]), otherwise: "duckdb" });
  declareSpark(command, declaration);
  declareOption(command, "--memory", batch.memory, { read: readers.memory, otherwise: "2GB" });
  declareOption(command, "--threads", batch.threads, { read: readers.threads });
  declareLanguage(command, words);
}
