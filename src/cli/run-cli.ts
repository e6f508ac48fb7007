import { cli as english } from "../i18n/en/cli.ts";
import { cliHelp as englishHelp } from "../i18n/en/cli-help.ts";
import { cli as spanish } from "../i18n/es/cli.ts";
import { cliHelp as spanishHelp } from "../i18n/es/cli-help.ts";
import { askedLanguage } from "./asked-language.ts";
import type { Io, Session } from "./io.ts";
import { readCommand } from "./program.ts";

/** Runs one command line (without the names of node and of the program). Returns the exit code; throws nothing. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const language = askedLanguage(argv, io.env);
  const spanishReader = language === "es";
  const session: Session = { io, language, words: spanishReader ? spanish : english };
  try {
    const task = readCommand(argv, session, spanishReader ? spanishHelp : englishHelp);
    return await task(session);
  } catch (error) {
    const { reportFailure } = await import("./failure.ts");
    return reportFailure(error, session);
  }
}
