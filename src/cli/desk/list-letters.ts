import type { DeadLetter } from "../../model/stream/aside.ts";
import type { Desk } from "../../server/control/open-desk.ts";
import { layoutTable, type TextColumn } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import type { DeadLettersFlags } from "../commands/dead-letters.ts";
import { print, type Session, tell } from "../io.ts";
import { type DeskLook, deskLook, jsonText, linesText } from "./desk-look.ts";
import { letterJson } from "./letter-json.ts";
import { collect, letterPages } from "./pages.ts";

const USUAL_LIMIT = 50;
/** As much of a record is tried on the line; the terminal cuts it. */
const PREVIEW_BYTES = 200;

/** Returns the exit code. */
export async function listLetters(desk: Desk, flags: DeadLettersFlags, session: Session): Promise<number> {
  const { limit = USUAL_LIMIT, format } = flags;
  const { definition } = await desk.status();
  const look = deskLook(definition, session);
  // One more than is shown, to know whether there is more.
  const found = await collect(letterPages(desk, chosen(flags), limit + 1));
  const letters = found.slice(0, limit);
  if (format === "json") await print(session, jsonText(letters.map(letterJson)));
  else if (letters.length > 0) await print(session, linesText(table(letters, flags, look)));
  else await tell(session, narrowed(flags) ? look.words.no_such_letters : look.words.no_letters);
  if (found.length > limit) await tell(session, look.words.more({ limit: look.format.count(limit) }));
  return 0;
}

/** Only open ones, unless others are asked for. */
export function chosen({ status = "open", reason }: DeadLettersFlags) {
  return { ...(status === "all" ? {} : { status }), ...(reason === undefined ? {} : { reason }) };
}

function narrowed({ status, reason }: DeadLettersFlags): boolean {
  return reason !== undefined || (status !== undefined && status !== "all");
}

function table(letters: readonly DeadLetter[], { status }: DeadLettersFlags, look: DeskLook): string[] {
  const { words, rules, format, times, paint, width } = look;
  const column = (head: string, kind: TextColumn["kind"], cell: (letter: DeadLetter) => string): TextColumn => ({
    head,
    kind,
    cells: letters.map(cell),
  });
  const columns = [
    column(words.id, "number", ({ id }) => String(id)),
    column(words.received, "text", ({ received }) => times.moment(received)),
    column(words.reason, "text", ({ reason }) => rules[reason].label),
    ...(status === undefined || status === "open"
      ? []
      : [column(words.status, "text", (letter) => words.statuses[letter.status])]),
    column(words.partition, "label", ({ partition }) => printable(partition)),
    column(words.offset, "number", ({ offset }) => format.count(offset)),
    column(words.record, "label", (letter) => preview(letter, look)),
  ];
  return layoutTable(columns, 1, width, paint);
}

function preview({ raw }: DeadLetter, { words }: DeskLook): string {
  if (raw === null) return words.no_value;
  return printable(new TextDecoder().decode(raw.subarray(0, PREVIEW_BYTES)));
}
