import { errors as english } from "../i18n/en/errors.ts";
import { errors as spanish } from "../i18n/es/errors.ts";
import { UserError } from "../model/user-error.ts";
import { printable } from "../sinks/console/printable.ts";
import { exitCodeOf } from "./interrupt.ts";
import { type Session, tell } from "./io.ts";

/** Says in one line why a command ended and returns its exit code: 1 failed, 2 wrong usage, else that of a signal. */
export async function reportFailure(error: unknown, session: Session): Promise<number> {
  const { io, words, language } = session;
  if (io.signal.aborted) {
    await tell(session, words.stopped);
    return exitCodeOf(io.signal);
  }
  if (error instanceof UserError) {
    await tell(session, printable(error.in(language === "es" ? spanish : english)));
    await tellDetails(error, session);
    return error.code === "bad_option" ? 2 : 1;
  }
  await tell(session, printable(words.defect({ message: firstLine(error) })));
  await tellDetails(error, session);
  return 1;
}

/** The sentence of an error, for talk that goes on. */
export function failureText(error: unknown, { language }: Session): string {
  return error instanceof UserError ? error.in(language === "es" ? spanish : english) : firstLine(error);
}

/** What follows in it (a stack of the engine's own, say) is for VITRINA_DEBUG. */
function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).trim().split(/[\r\n]/, 1);
  return line.slice(0, 500);
}

async function tellDetails(error: unknown, session: Session): Promise<void> {
  if (session.io.env.VITRINA_DEBUG !== "1") return;
  for (let cause = error; cause !== undefined; cause = cause instanceof Error ? cause.cause : undefined) {
    await tell(session, cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  }
}
