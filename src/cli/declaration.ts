import { type Command, Option } from "commander";
import type { CliHelp } from "../i18n/en/cli-help.ts";
import { exampleText } from "./help.ts";
import type { Task } from "./io.ts";
import type { OptionReaders } from "./values.ts";

/** What a command needs to declare itself. It loads nothing of what it runs. */
export interface Declaration {
  readonly program: Command;
  readonly words: CliHelp;
  readonly readers: OptionReaders;
  /** Columns for help. */
  readonly width: number;
  readonly choose: (task: Task) => void;
}

interface OptionWords {
  readonly value?: string;
  readonly text: string;
}

export interface OptionSettings<T> {
  /** Of one kind of `OptionReaders`; without it the text is taken as it is. */
  readonly read?: (option: string) => (text: string) => T;
  readonly otherwise?: T;
  /** The default as help shows it. */
  readonly shown?: string;
  readonly repeated?: boolean;
  readonly required?: boolean;
}

export function declareCommand(
  { program, words, width }: Declaration,
  name:
    | "analyses"
    | "batch"
    | "compare"
    | "dead-letters"
    | "demo"
    | "doctor"
    | "files"
    | "generate"
    | "late"
    | "produce"
    | "reconcile"
    | "runs"
    | "serve"
    | "stream"
    | "topics",
): Command {
  const { summary, text, examples } = words[name];
  return program
    .command(name)
    .summary(summary)
    .description(text)
    .addHelpText("after", exampleText(words.examples, examples, width));
}

/** `flags` as help shows them, without the value: `-o, --output`. */
export function declareOption<T>(
  command: Command,
  flags: string,
  { value, text }: OptionWords,
  { read, otherwise, shown, repeated = false, required = false }: OptionSettings<T> = {},
): void {
  const option = new Option(value === undefined ? flags : `${flags} <${value}>`, text);
  const parse: (text: string) => unknown = read?.(option.long ?? flags) ?? ((given) => given);
  if (repeated) {
    option.argParser<unknown>((given, before) => [...(Array.isArray(before) ? before : []), parse(given)]);
  } else if (value !== undefined) {
    option.argParser<unknown>((given) => parse(given));
  }
  if (otherwise !== undefined) option.default(otherwise, shown);
  else if (shown !== undefined) option.defaultValueDescription = shown;
  command.addOption(option.makeOptionMandatory(required));
}

/** `--lang` is the program's and found before parsing; a command only shows it. Ends the options of a command. */
export function declareLanguage(command: Command, words: CliHelp): void {
  declareOption(command, "--lang", words.lang);
}
