import type { Trigger } from "../../pipelines/stream.ts";
import { type Declaration, declareCommand, declareLanguage } from "../declaration.ts";
import type { KafkaFlags } from "../kafka-flags.ts";
import type { SparkAddressFlags } from "../spark-flags.ts";
import { declareStreamAddress, declareStreamOptions } from "../stream-options.ts";
import type { Duration, DurationOrOff } from "../stream-readers.ts";

/** The options of `vitrina stream` as given. */
export interface StreamFlags extends KafkaFlags, SparkAddressFlags {
  readonly checkpoint?: string;
  readonly source: string;
  readonly topic?: readonly string[];
  readonly from?: string;
  readonly group?: string;
  readonly onGap?: "stop" | "continue";
  readonly window: Duration;
  readonly slide?: Duration;
  readonly watermark: Duration;
  readonly trigger: Trigger;
  readonly state?: string;
  readonly query?: readonly string[];
  readonly by?: readonly string[];
  readonly idle?: DurationOrOff;
  readonly future?: DurationOrOff;
  readonly duplicates: DurationOrOff;
  readonly late: "keep" | "apply";
  readonly keepRows?: boolean;
  readonly mapping?: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly strict?: boolean;
  readonly format: "table" | "ndjson";
  readonly finalWindows?: string;
  readonly retainRows?: DurationOrOff;
  readonly retainWindows?: DurationOrOff;
  readonly retainAside: number;
  readonly resultsTopic?: string;
  readonly deadLettersTopic?: string;
  readonly onChange: "refuse" | "replay" | "drop";
  readonly progress?: string;
  readonly rate?: number;
  readonly count?: number;
  readonly seed?: number;
  readonly scenario?: "clean" | "dirty";
  readonly host?: string;
  readonly port?: number;
  readonly token?: string;
  readonly allowedHost?: readonly string[];
  readonly engine: "duckdb" | "spark";
  readonly memory: string;
  readonly threads?: number;
}

export function declareStream(declaration: Declaration): void {
  const { words, choose } = declaration;
  const command = declareCommand(declaration, "stream")
    .usage(words.any_options)
    .action((flags: StreamFlags) =>
      choose(async (session) => {
        const { runStreamCommand } = await import("./run-stream.ts");
        return runStreamCommand(flags, session);
      }),
    );
  declareStreamOptions(command, declaration, { required: true });
  declareStreamAddress(command, declaration);
  declareLanguage(command, words);
}
