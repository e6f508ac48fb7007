import { resolve } from "node:path";
import type { DeadLetter, Retry, RetryOutcome } from "../../model/stream/aside.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import type { Desk } from "../../server/control/open-desk.ts";
import type { DeadLettersFlags } from "../commands/dead-letters.ts";
import { print, type Session, tell } from "../io.ts";
import { changedText } from "./changed-text.ts";
import { type DeskLook, deskLook, jsonText, linesText } from "./desk-look.ts";
import { letterPages } from "./pages.ts";
import { readMended } from "./read-mended.ts";

/** Each of these goes to the stream as a whole or not at all. */
const [MOST_AT_ONCE, MOST_BYTES] = [200, 8 * 2 ** 20];
const MOST_SHOWN = 50;

interface Result {
  readonly outcomes: RetryOutcome[];
  /** Cut records, which only their sender has whole. */
  readonly skipped: number[];
  readonly windows: WindowRow[];
  changed: number;
}

/** Returns the exit code: 1 where a record was refused again. */
export async function retryLetters(
  desk: Desk,
  ids: readonly number[],
  flags: DeadLettersFlags,
  session: Session,
): Promise<number> {
  const { definition } = await desk.status();
  const result: Result = { outcomes: [], skipped: [], windows: [], changed: 0 };
  for await (const retries of retriesOf(desk, ids, flags, session, result.skipped)) {
    const { outcomes, windows, changed } = await desk.retry(retries);
    result.outcomes.push(...outcomes);
    result.windows.push(...windows);
    result.changed += changed;
  }
  const count = (kind: RetryOutcome["outcome"]) => result.outcomes.filter(({ outcome }) => outcome === kind).length;
  const counts = { accepted: count("accepted"), duplicate: count("duplicate"), refused: count("refused") };
  if (flags.format === "json") await print(session, jsonText({ ...counts, ...result }));
  else await tellResult(result, counts, desk, deskLook(definition, session), session);
  return counts.refused > 0 ? 1 : 0;
}

async function* retriesOf(
  desk: Desk,
  ids: readonly number[],
  { value, input, reason }: DeadLettersFlags,
  { io }: Session,
  skipped: number[],
): AsyncGenerator<readonly Retry[]> {
  if (input !== undefined) return yield* chunks(await readMended(resolve(io.cwd, input), input));
  const [id] = ids;
  if (id !== undefined) {
    const mended = value === undefined ? null : Buffer.from(value);
    return yield* chunks(ids.map((one) => ({ id: one, value: mended })));
  }
  const query = { status: "open", ...(reason === undefined ? {} : { reason }) } as const;
  for await (const letters of letterPages(desk, query)) {
    skipped.push(...letters.filter(isCut).map((letter) => letter.id));
    yield* chunks(letters.filter((letter) => !isCut(letter)).map((letter) => ({ id: letter.id, value: null })));
  }
}

function* chunks(retries: readonly Retry[]): Generator<readonly Retry[]> {
  let chunk: Retry[] = [];
  let bytes = 0;
  for (const retry of retries) {
    const size = retry.value?.length ?? 0;
    if (chunk.length === MOST_AT_ONCE || (chunk.length > 0 && bytes + size > MOST_BYTES)) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    chunk.push(retry);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

function isCut({ raw, bytes }: DeadLetter): boolean {
  return raw !== null && raw.length < bytes;
}

async function tellResult(
  { outcomes, skipped, changed }: Result,
  { accepted, duplicate, refused }: Readonly<Record<RetryOutcome["outcome"], number>>,
  desk: Desk,
  look: DeskLook,
  session: Session,
): Promise<void> {
  const { words, format } = look;
  if (outcomes.length === 0 && skipped.length === 0) return tell(session, words.nothing_to_retry);
  const shown = outcomes.slice(0, MOST_SHOWN);
  const widest = Math.max(...shown.map(({ id }) => String(id).length));
  const lines = shown.map((outcome) => `${String(outcome.id).padStart(widest)}  ${outcomeText(outcome, look)}`);
  const more = outcomes.length - shown.length;
  await print(
    session,
    linesText([...lines, ...(more > 0 ? [words.more_outcomes({ count: format.count(more) })] : [])]),
  );
  if (outcomes.length > 1) {
    const [all, ...others] = [outcomes.length, accepted, duplicate, refused].map(format.count);
    const [ok = "", twice = "", again = ""] = others;
    await tell(session, words.retried({ all: all ?? "", accepted: ok, duplicate: twice, refused: again }));
  }
  for (const reason of new Set(outcomes.map((outcome) => outcome.reason))) {
    if (reason !== null) await tell(session, `${look.rules[reason].label}: ${words.remedies[reason]}`);
  }
  if (skipped.length > 0) await tell(session, words.skipped({ count: format.count(skipped.length) }));
  if (changed > 0) await tell(session, changedText(changed, desk, look));
}

function outcomeText({ outcome, reason }: RetryOutcome, { words, rules, paint }: DeskLook): string {
  if (outcome === "accepted") return paint.good(words.accepted);
  if (outcome === "duplicate" || reason === null) return words.duplicate;
  return paint.warn(words.refused({ reason: `${rules[reason].label} (${reason})` }));
}
