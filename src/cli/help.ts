import type { Command, Option } from "commander";
import type { CliHelp } from "../i18n/en/cli-help.ts";

type Example = readonly string[];

/** Makes the library speak the reader's language: its own words are English. */
export function translateHelp(command: Command, words: CliHelp): void {
  const titles = new Map([
    ["Usage:", words.usage],
    ["Arguments:", words.arguments],
    ["Options:", words.options],
    ["Commands:", words.commands],
  ]);
  command.helpOption("-h, --help", words.help).configureHelp({
    styleTitle: (title) => titles.get(title) ?? title,
    subcommandTerm: (sub) => [sub.name(), ...sub.registeredArguments.map(argumentTerm)].join(" "),
    optionDescription: (option) => describe(option, words),
  });
}

/** Commands to copy, each with what it gives, beside it or, where the terminal is too narrow, above it. */
export function exampleText(title: string, examples: readonly Example[], width: number): string {
  const pairs = examples.map(([command = "", gives = ""]) => ({ command, gives }));
  const widest = Math.max(...pairs.map(({ command }) => command.length));
  const fits = pairs.every(({ gives }) => 2 + widest + 4 + gives.length <= width);
  const lines = pairs.flatMap(({ command, gives }) =>
    fits ? [`  ${command.padEnd(widest)}  # ${gives}`] : [`  # ${gives}`, `  ${command}`],
  );
  return ["", title, ...lines].join("\n");
}

function argumentTerm(argument: { name(): string; readonly required: boolean; readonly variadic: boolean }): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? name : `[${name}]`;
}

function describe(option: Option, words: CliHelp): string {
  const value: unknown = option.defaultValueDescription ?? option.defaultValue;
  return value === undefined || option.isBoolean()
    ? option.description
    : `${option.description} (${words.default({ value: String(value) })})`;
}
