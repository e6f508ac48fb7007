import type { Desk } from "../../server/control/open-desk.ts";
import type { DeadLettersFlags } from "../commands/dead-letters.ts";
import { print, type Session, tell } from "../io.ts";
import { jsonText } from "./desk-look.ts";

/** Returns the exit code. */
export async function dropLetters(
  desk: Desk,
  ids: readonly number[],
  { note = "", format }: DeadLettersFlags,
  session: Session,
): Promise<number> {
  const { dropped } = await desk.drop(ids, note);
  if (format === "json") await print(session, jsonText({ dropped }));
  else await tell(session, session.words.desk.dropped({ count: String(dropped) }));
  return 0;
}
