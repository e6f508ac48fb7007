import type { Desk } from "../../server/control/open-desk.ts";
import type { DeskLook } from "./desk-look.ts";

/** That windows changed, and who shows it. */
export function changedText(changed: number, { pid }: Desk, { words, format }: DeskLook): string {
  const said = { count: format.count(changed), one: changed === 1 };
  return pid === null ? words.changed_stopped(said) : words.changed_running(said);
}
