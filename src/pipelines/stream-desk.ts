import type { DeadLetterQuery, LateQuery } from "../engines/duckdb/stream/read-aside.ts";
import type { StreamState } from "../engines/duckdb/stream/state.ts";
import { createTurns } from "../engines/duckdb/stream/turns.ts";
import type { DeadLetter, LateSale, Reconciliation, Retry, RetryOutcome } from "../model/stream/aside.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import type { StreamQuality } from "../model/stream/stream-progress.ts";
import type { WindowRow } from "../model/stream/window-row.ts";
import { UserError } from "../model/user-error.ts";
import { createRecordBlock } from "../sources/stream/record-block.ts";

/** What people and programs do with what a stream put aside. All of it is plain data, so that it also goes over a wire. */
export interface DeskOperations {
  status(): Promise<DeskStatus>;
  deadLetters(query: DeadLetterQuery): Promise<DeadLetter[]>;
  /**
   * Judges dead letters again, all together or, where one cannot be, none.
   * @throws {UserError} dead_letter_unknown, dead_letter_closed, dead_letter_cut, dead_letter_twice
   */
  retry(retries: readonly Retry[]): Promise<Retried>;
  /** Gives dead letters up, for a reason. @throws {UserError} dead_letter_unknown, dead_letter_closed */
  drop(ids: readonly number[], note: string): Promise<{ readonly dropped: number }>;
  lateSales(query: LateQuery): Promise<LateSale[]>;
  /** Puts late sales into their windows: these, or all that wait (null). @throws {UserError} late_unknown */
  applyLate(ids: readonly number[] | null): Promise<AppliedLate>;
  /** Null where rows are not kept, or nothing was read yet. */
  reconcile(): Promise<Reconciliation | null>;
  /** Writes all accepted rows to the history folder, where others can read them. */
  flush(): Promise<void>;
}

export interface DeskStatus {
  readonly definition: StreamDefinition;
  /** Of the last batch; 0 before the first. */
  readonly batch: number;
  /** Windows that end by then are final; ISO 8601, null before the first. */
  readonly finalUntil: string | null;
  /** By partition, where its next record begins. */
  readonly positions: Readonly<Record<string, string>>;
  readonly quality: StreamQuality;
}

export interface Retried extends ChangedWindows {
  readonly outcomes: readonly RetryOutcome[];
}

export interface AppliedLate extends ChangedWindows {
  readonly accepted: number;
  /** Copies of sales that were accepted meanwhile. */
  readonly duplicate: number;
}

export interface ChangedWindows {
  /** Rows of windows as they are now, at most some hundreds. */
  readonly windows: readonly WindowRow[];
  /** How many rows of windows changed in all. */
  readonly changed: number;
}

const MOST_WINDOWS = 500;
/** Raw records may be large: nobody gets more of them at once. Whoever wants more goes on after the last id. */
const [MOST_LETTERS, MOST_LATE] = [200, 1000];

/** The operations on a state that is open in this process, while it runs or not. */
export function deskOperations(state: StreamState): DeskOperations {
  // Between the look at what is open and the change nobody else comes.
  const turns = createTurns();
  const openLetters = (ids: readonly number[]) => lettersThatAreOpen(state, ids);

  return {
    async status() {
      const { batch, finalUntil, quality } = state.checkpoint();
      return {
        definition: state.definition,
        batch,
        finalUntil: finalUntil === null ? null : new Date(finalUntil).toISOString(),
        positions: Object.fromEntries(state.positions()),
        quality,
      };
    },
    deadLetters: (query) => state.deadLetters({ ...query, limit: Math.min(query.limit, MOST_LETTERS) }),
    retry: (retries) =>
      turns.run(async () => {
        if (retries.length === 0) return { outcomes: [], ...changedWindows([]) };
        const letters = await openLetters(retries.map(({ id }) => id));
        const block = createRecordBlock();
        retries.forEach(({ id, value }, index) => {
          const letter = letters.get(id);
          const bytes = value ?? (letter === undefined ? null : wholeRaw(letter));
          const received = Date.parse(letter?.received ?? "");
          if (bytes === null) block.addNull(index, received);
          else block.add(Buffer.from(bytes), 0, bytes.length, index, received);
        });
        const { outcomes, windows } = await state.retry({ ids: retries.map(({ id }) => id), block: block.take() });
        return { outcomes, ...changedWindows(windows) };
      }),
    drop: (ids, note) =>
      turns.run(async () => {
        await openLetters([...new Set(ids)]);
        return { dropped: await state.drop(ids, note) };
      }),
    lateSales: (query) => state.lateSales({ ...query, limit: Math.min(query.limit, MOST_LATE) }),
    applyLate: (ids) =>
      turns.run(async () => {
        if (ids !== null) await checkWaiting(state, [...new Set(ids)]);
        const applied = await state.applyLate(ids);
        if (applied === null) return { accepted: 0, duplicate: 0, ...changedWindows([]) };
        return { accepted: applied.accepted, duplicate: applied.duplicate, ...changedWindows(applied.windows) };
      }),
    reconcile: () => state.reconcile(),
    flush: () => state.flush(),
  };
}

async function lettersThatAreOpen(
  state: StreamState,
  ids: readonly number[],
): Promise<ReadonlyMap<number, DeadLetter>> {
  const found = await state.deadLetters({ ids, limit: ids.length });
  const letters = new Map(found.map((letter) => [letter.id, letter]));
  const unknown = ids.filter((id) => !letters.has(id));
  if (unknown.length > 0) throw new UserError("dead_letter_unknown", { ids: unknown.slice(0, 20) });
  if (letters.size < ids.length) {
    throw new UserError("dead_letter_twice", { id: ids.find((id, index) => ids.indexOf(id) !== index) ?? 0 });
  }
  for (const { id, status } of found) {
    if (status !== "open") throw new UserError("dead_letter_closed", { id, status });
  }
  return letters;
}

function wholeRaw({ id, raw, bytes }: DeadLetter): Uint8Array | null {
  if (raw !== null && raw.length < bytes) throw new UserError("dead_letter_cut", { id, kept: raw.length, bytes });
  return raw;
}

async function checkWaiting(state: StreamState, ids: readonly number[]): Promise<void> {
  const found = await state.lateSales({ waiting: true, ids, limit: ids.length });
  const waiting = new Set(found.map(({ id }) => id));
  const unknown = ids.filter((id) => !waiting.has(id));
  if (unknown.length > 0) throw new UserError("late_unknown", { ids: unknown.slice(0, 20) });
}

function changedWindows(rows: readonly WindowRow[]): ChangedWindows {
  return { windows: rows.slice(0, MOST_WINDOWS), changed: rows.length };
}
