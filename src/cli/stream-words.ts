import { cliHelp as english } from "../i18n/en/cli-help.ts";
import { cliHelp as spanish } from "../i18n/es/cli-help.ts";
import type { Session } from "./io.ts";

/** Words of the command's help, for complaints about its options that need more than one of them. */
export function streamHelpOf({ language }: Session): typeof english.stream {
  return (language === "es" ? spanish : english).stream;
}
