import type { DeadLetter } from "../../model/stream/aside.ts";
import { UserError } from "../../model/user-error.ts";
import type { Desk } from "../../server/control/open-desk.ts";
import { printable } from "../../sinks/console/printable.ts";
import { wrap } from "../../sinks/console/width.ts";
import type { DeadLettersFlags } from "../commands/dead-letters.ts";
import { print, type Session } from "../io.ts";
import { type DeskLook, deskLook, jsonText, linesText } from "./desk-look.ts";
import { letterJson } from "./letter-json.ts";
import { rawLines } from "./raw-lines.ts";

/** One record: where it came from, why it was rejected, what to do, and its bytes. Returns the exit code. */
export async function showLetter(
  desk: Desk,
  id: number,
  { format }: DeadLettersFlags,
  session: Session,
): Promise<number> {
  const [letter] = await desk.deadLetters({ ids: [id], limit: 1 });
  if (letter === undefined) throw new UserError("dead_letter_unknown", { ids: [id] });
  if (format === "json") {
    await print(session, jsonText(letterJson(letter)));
    return 0;
  }
  const { definition } = await desk.status();
  await print(session, linesText(letterLines(letter, deskLook(definition, session))));
  return 0;
}

function letterLines(letter: DeadLetter, look: DeskLook): string[] {
  const { words, rules, format, times, paint, width } = look;
  const { id, status, reason, source, partition, offset, received, batch, raw, bytes, note } = letter;
  const rule = rules[reason];
  const size =
    raw !== null && raw.length < bytes
      ? words.cut({ bytes: format.count(bytes), kept: format.count(raw.length) })
      : words.bytes({ count: format.count(bytes) });
  const facts: readonly (readonly [string, string])[] = [
    [words.reason, `${rule.label} (${reason}). ${rule.sentence}`],
    ...(status === "open" ? ([[words.remedy, words.remedies[reason]]] as const) : []),
    ...(note === null ? [] : ([[words.note, printable(note)]] as const)),
    [words.source, printable(source)],
    [words.partition, printable(partition)],
    [words.offset, format.count(offset)],
    [words.received, times.moment(received)],
    [words.batch, format.count(batch)],
    [words.size, size],
  ];
  const widest = Math.max(...facts.map(([label]) => label.length));
  return [
    paint.title(words.title({ id: String(id), status: words.statuses[status] })),
    ...facts.flatMap(([label, text]) =>
      wrap(text, Math.max(30, width - widest - 2)).map(
        (line, index) => `${paint.dim((index === 0 ? label : "").padEnd(widest))}  ${line}`,
      ),
    ),
    "",
    ...rawLines(raw, look),
  ];
}
