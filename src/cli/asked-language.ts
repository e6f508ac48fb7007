import { type Language, resolveLanguage } from "../i18n/language.ts";

/**
 * The reader's language, known before anything is parsed because also what is wrong with the line is said in it:
 * `--lang` anywhere on the line, else the environment's, where an empty variable counts as none.
 */
export function askedLanguage(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  return resolveLanguage(askedBy(argv), set);
}

function askedBy(argv: readonly string[]): Language | undefined {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  return options
    .map((argument, index) =>
      argument === "--lang" ? options[index + 1] : argument.startsWith("--lang=") ? argument.slice(7) : undefined,
    )
    .findLast((value) => value === "es" || value === "en");
}
