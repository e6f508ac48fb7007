import { Argument } from "commander";
import { RUN_KINDS, type RunKind } from "../../model/run-record.ts";
import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { counted, declareState } from "../desk/desk-flags.ts";

const ACTIONS = ["list", "show", "compare"] as const;

export type RunsAction = (typeof ACTIONS)[number];

/** The options of `vitrina runs` as given. */
export interface RunsFlags {
  readonly state?: string;
  readonly kind?: RunKind;
  readonly limit: number;
  readonly all?: boolean;
  readonly format: "table" | "json";
}

export function declareRuns(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { runs: help } = words;
  const action = new Argument(`[${help.action.name}]`, help.action.text);
  const command = declareCommand(declaration, "runs")
    .usage(`[${help.action.name}] [${help.id.name}...] ${words.any_options}`)
    .addArgument(action.argParser(readers.oneOf(ACTIONS)(help.action.name)))
    .addArgument(new Argument(`[${help.id.name}...]`, help.id.text))
    .action((chosen: RunsAction | undefined, ids: readonly string[], flags: RunsFlags) =>
      choose(async (session) => {
        const { runRuns } = await import("./run-runs.ts");
        return runRuns({ action: chosen ?? "list", ids, flags, help }, session);
      }),
    );
  declareState(command, help);
  declareOption(command, "--kind", help.kind, { read: readers.oneOf(RUN_KINDS) });
  declareOption(command, "--limit", help.limit, { read: counted(help.expected.limit), otherwise: 20 });
  declareOption(command, "--all", help.all);
  declareOption(command, "--format", help.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareLanguage(command, words);
}
