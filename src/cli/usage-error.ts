import type { CommanderError } from "commander";
import type { CliMessages } from "../i18n/en/cli.ts";

/** What the parser finds wrong with a line, in the reader's language. The parser says it in English only, as text. */
export function usageSentence({ code, message }: CommanderError, words: CliMessages): string {
  const [first = "", suggestion = ""] = message.split("\n(");
  const quoted = [...first.matchAll(/'([^']*)'/g)].map(([, text = ""]) => text);
  // An option comes with the word for its value: "-o, --output <PATH>".
  const name = (quoted[0] ?? "").replace(/ <.*>$/, "");
  const meant = suggestion
    .replace(/^Did you mean (one of )?|\?\)$/g, "")
    .split(", ")
    .filter(Boolean);
  switch (code) {
    case "commander.unknownOption":
      return words.unknown_option({ option: name, meant });
    case "commander.unknownCommand":
      return words.unknown_command({ command: name, meant });
    case "commander.missingArgument":
      return words.missing_argument({ argument: name });
    case "commander.optionMissingArgument":
      return words.option_without_value({ option: name });
    case "commander.missingMandatoryOptionValue":
      return words.option_missing({ option: name });
    case "commander.excessArguments": {
      const [expected = 0, given = 0] = (first.match(/\d+(?= arguments?\b)|\d+(?=\.$)/g) ?? []).map(Number);
      return words.too_many_arguments({ command: name, expected, given });
    }
    default:
      return first.replace(/^error: /, "");
  }
}
