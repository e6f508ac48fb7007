import { Argument } from "commander";
import { REJECTING_RULES, type RejectReason, WARNING_RULES } from "../../model/rules.ts";
import type { DeadLetterStatus } from "../../model/stream/aside.ts";
import { UserError } from "../../model/user-error.ts";
import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { counted, countedList, type DeskFlags, declareState } from "../desk/desk-flags.ts";

const ACTIONS = ["list", "show", "retry", "drop", "export"] as const;
const STATUSES = ["open", "retried", "dropped", "all"] as const satisfies readonly (DeadLetterStatus | "all")[];
const FORMATS = ["table", "json", "ndjson", "csv"] as const;
const MOST_NOTE = 500;

export type DeadLettersAction = (typeof ACTIONS)[number];

/** The options of `vitrina dead-letters` as given. */
export interface DeadLettersFlags extends DeskFlags {
  readonly all?: boolean;
  readonly reason?: RejectReason;
  readonly status?: (typeof STATUSES)[number];
  readonly limit?: number;
  readonly value?: string;
  readonly input?: string;
  readonly note?: string;
  readonly output?: string;
  readonly format?: (typeof FORMATS)[number];
}

export function declareDeadLetters(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const help = words["dead-letters"];
  const command = declareCommand(declaration, "dead-letters")
    .usage(`${help.action.name} [${help.id.name}...] ${words.any_options}`)
    .addArgument(
      new Argument(`<${help.action.name}>`, help.action.text).argParser(readers.oneOf(ACTIONS)(help.action.name)),
    )
    .addArgument(
      new Argument(`[${help.id.name}...]`, help.id.text).argParser(countedList(help.id.name, help.expected.id)),
    )
    .action((action: DeadLettersAction, ids: readonly number[], flags: DeadLettersFlags) =>
      choose(async (session) => {
        const { runDeadLetters } = await import("./run-dead-letters.ts");
        return runDeadLetters({ action, ids, flags, help }, session);
      }),
    );
  declareState(command, help);
  declareOption(command, "--reason", help.reason, { read: readers.oneOf([...REJECTING_RULES, ...WARNING_RULES]) });
  declareOption(command, "--status", help.status, { read: readers.oneOf(STATUSES), shown: "open" });
  declareOption(command, "--limit", help.limit, { read: counted(help.expected.limit), shown: "50" });
  declareOption(command, "--all", help.all);
  declareOption(command, "--value", help.value, { read: jsonObject(help.expected.json) });
  declareOption(command, "--input", help.input);
  declareOption(command, "--note", help.note, { read: shortText(help.expected.note) });
  declareOption(command, "-o, --output", help.output);
  declareOption(command, "--format", help.format, { read: readers.oneOf(FORMATS) });
  declareLanguage(command, words);
}

/** As it was written: reading a number and writing it again may change it. */
function jsonObject(expected: string) {
  return (option: string) =>
    (text: string): string => {
      const refused = () => new UserError("bad_option", { option, value: text.slice(0, 80), expected });
      try {
        const value: unknown = JSON.parse(text);
        if (typeof value !== "object" || value === null || Array.isArray(value)) throw refused();
        return text;
      } catch {
        throw refused();
      }
    };
}

function shortText(expected: string) {
  return (option: string) =>
    (text: string): string => {
      const trimmed = text.trim();
      if (trimmed === "" || trimmed.length > MOST_NOTE) {
        throw new UserError("bad_option", { option, value: text.slice(0, 80), expected });
      }
      return trimmed;
    };
}
