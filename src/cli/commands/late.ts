import { Argument } from "commander";
import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { counted, countedList, type DeskFlags, declareState } from "../desk/desk-flags.ts";

const ACTIONS = ["list", "apply"] as const;

export type LateAction = (typeof ACTIONS)[number];

/** The options of `vitrina late` as given. */
export interface LateFlags extends DeskFlags {
  readonly all?: boolean;
  readonly limit: number;
  readonly format: "table" | "json";
}

export function declareLate(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { late: help } = words;
  const command = declareCommand(declaration, "late")
    .usage(`${help.action.name} [${help.id.name}...] ${words.any_options}`)
    .addArgument(
      new Argument(`<${help.action.name}>`, help.action.text).argParser(readers.oneOf(ACTIONS)(help.action.name)),
    )
    .addArgument(
      new Argument(`[${help.id.name}...]`, help.id.text).argParser(countedList(help.id.name, help.expected.id)),
    )
    .action((action: LateAction, ids: readonly number[], flags: LateFlags) =>
      choose(async (session) => {
        const { runLate } = await import("./run-late.ts");
        return runLate({ action, ids, flags, help }, session);
      }),
    );
  declareState(command, help);
  declareOption(command, "--all", help.all);
  declareOption(command, "--limit", help.limit, { read: counted(help.expected.limit), otherwise: 50 });
  declareOption(command, "--format", help.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareLanguage(command, words);
}
