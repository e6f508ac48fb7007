import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { SalePlan } from "../../../model/plan.ts";
import type { DeadLetter, LateSale, Reconciliation, RetryOutcome } from "../../../model/stream/aside.ts";
import type { PartitionBatch, Positions } from "../../../model/stream/records.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import type { BatchProgress, StreamQuality } from "../../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";
import { inspectFile } from "../inspect.ts";
import { applyLateSales } from "./apply-late.ts";
import { type Checkpoint, writeCheckpoint, writePlan } from "./checkpoint.ts";
import { compactHistory } from "./compact-history.ts";
import { createExcluded } from "./excluded.ts";
import { explainDiskError } from "./explain-disk-error.ts";
import { historySql, writeGathered } from "./history.ts";
import { idList } from "./id-list.ts";
import { type BatchMemory, type MicroBatchContext, type MicroBatchResult, runMicroBatch } from "./micro-batch.ts";
import { type OpenStateOptions, openStateDatabase, STATE_FILE } from "./open-state.ts";
import { readOutbox } from "./outbox.ts";
import { planStream } from "./plan-stream.ts";
import { type DeadLetterQuery, type LateQuery, readDeadLetters, readLateSales } from "./read-aside.ts";
import { reconcileWindows } from "./reconcile.ts";
import { applyRetention, type Removed, type RetentionSettings } from "./retention.ts";
import { type Returned, retryDeadLetters } from "./retry-dead-letters.ts";
import { createSaleTables } from "./schema.ts";
import { openSlab } from "./slab.ts";
import { type Finality, later } from "./take-in.ts";
import { inTransaction } from "./transaction.ts";
import { createTurns } from "./turns.ts";
import { countOpenWindows } from "./windows.ts";

/** The size of the state is looked at no more often. */
const MEASURE_EVERY_MS = 1000;

const KEEP_ALL: RetentionSettings = { historyDays: null, windowDays: null, deadLetters: null, lateSales: null };

/** A stream's durable state. One process owns it; whatever is asked of it at the same time is done in turn. */
export interface StreamState {
  readonly definition: StreamDefinition;
  checkpoint(): Checkpoint;
  positions(): Positions;
  /** Takes a micro-batch in, as a whole or, when this throws, not at all. */
  apply(partitions: readonly PartitionBatch[], finality: Finality): Promise<AppliedBatch>;
  /** Window rows that were committed and not published, by batch: after a crash, or after a correction. */
  unpublished(): readonly AppliedRows[];
  /** Says that a batch's rows have left the process; it is written with the next batch, or at close. */
  published(batch: number): void;
  deadLetters(query: DeadLetterQuery): Promise<DeadLetter[]>;
  /** Judges dead letters again; what is accepted is in `unpublished` afterwards. */
  retry(returned: Returned): Promise<Correction & { readonly outcomes: readonly RetryOutcome[] }>;
  /** Gives dead letters up, with a reason. Returns how many were open. */
  drop(ids: readonly number[], note: string): Promise<number>;
  lateSales(query: LateQuery): Promise<LateSale[]>;
  /** Puts late sales into their windows: these, or all (null). */
  applyLate(ids: readonly number[] | null): Promise<Correction | null>;
  reconcile(): Promise<Reconciliation | null>;
  /** Removes what is no longer to be kept, and merges small history files. To be called now and then. */
  tidy(now: Date): Promise<Removed | null>;
  /** Writes all accepted rows to the history folder, so that others can read them. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface AppliedRows {
  readonly batch: number;
  readonly rows: readonly WindowRow[];
}

/** By how much the counts changed, and the windows that did. */
export interface Correction extends StreamQuality {
  readonly windows: readonly WindowRow[];
}

export interface AppliedBatch extends AppliedRows {
  readonly quality: StreamQuality;
  readonly phases: Readonly<Record<string, number>>;
  readonly state: BatchProgress["state"];
}

/**
 * Opens the state of a stream, or begins one.
 * @throws {UserError} where it was made under another definition, by a newer version, or is in use or damaged.
 */
export async function openStreamState(options: OpenStateOptions): Promise<StreamState> {
  const { folder, definition } = options;
  const { db, stored, grains, history } = await openStateDatabase(options);
  const { connection } = db;
  const queries = grains.flatMap((grain) => grain.queries);
  const slab = await openSlab(folder);
  const turns = createTurns((error) => explainDiskError(error, folder));
  let { plan, checkpoint } = stored;
  let published = checkpoint.published;
  const memory: BatchMemory = { years: undefined, hasExcluded: false };
  await createExcluded(connection);
  let measured: { at: number; state: BatchProgress["state"] } | undefined;
  const waiting: AppliedRows[] = await readOutbox(connection, queries, plan, published);

  /** What a batch works with; corrections make nothing final. */
  const contextOf = (settled: SalePlan, finalAfter: Finality = () => null): MicroBatchContext => ({
    connection,
    slab,
    history,
    definition,
    grains,
    plan: settled,
    checkpoint: { ...checkpoint, published },
    finalAfter,
    memory,
  });

  const take = async (result: MicroBatchResult): Promise<AppliedRows> => {
    ({ plan, checkpoint } = result);
    const [rows] = await readOutbox(connection, queries, plan, checkpoint.batch - 1);
    return rows ?? { batch: checkpoint.batch, rows: [] };
  };

  const correct = async (result: MicroBatchResult): Promise<Correction> => {
    const corrected = await take(result);
    waiting.push(corrected);
    return { ...result.quality, windows: corrected.rows };
  };

  const settlePlan = async (partitions: readonly PartitionBatch[]): Promise<SalePlan> => {
    await slab.fill(partitions);
    const shape = await inspectFile(
      connection,
      { path: slab.path, format: "ndjson", shown: definition.source },
      folder,
    );
    const settled = planStream(shape, definition);
    await createSaleTables(connection, settled);
    await writePlan(connection, settled);
    plan = settled;
    return settled;
  };

  const measure = async (): Promise<BatchProgress["state"]> => {
    if (measured !== undefined && performance.now() - measured.at < MEASURE_EVERY_MS) return measured.state;
    const [grain] = grains;
    const openWindows = grain === undefined ? 0 : await countOpenWindows(connection, grain, checkpoint.finalUntil);
    const { size } = await stat(join(folder, STATE_FILE));
    measured = { at: performance.now(), state: { openWindows, rows: history.gathered, bytes: size } };
    return measured.state;
  };

  return {
    definition,
    checkpoint: () => checkpoint,
    positions: () => new Map(Object.entries(checkpoint.partitions).map(([name, { next }]) => [name, next])),
    unpublished: () => [...waiting],
    published(batch) {
      published = Math.max(published, batch);
      waiting.splice(0, waiting.length, ...waiting.filter((rows) => rows.batch > published));
    },
    apply: (partitions, finality) =>
      turns.run(async () => {
        const result = await runMicroBatch(contextOf(plan ?? (await settlePlan(partitions)), finality), partitions);
        const rows = await take(result);
        return { ...rows, quality: result.quality, phases: result.phases, state: await measure() };
      }),
    deadLetters: (query) => turns.run(() => readDeadLetters(connection, query)),
    retry: (returned) =>
      turns.run(async () => {
        if (plan === null) throw new Error("nothing was read yet");
        const result = await retryDeadLetters(contextOf(plan), returned);
        return { ...(await correct(result)), outcomes: result.outcomes };
      }),
    drop: (ids, note) =>
      turns.run(async () => {
        const dropped = await connection.run(
          `UPDATE dead_letters SET status = 'dropped', note = $note WHERE status = 'open' AND id IN (${idList(ids)})`,
          { note },
        );
        return dropped.rowsChanged;
      }),
    lateSales: (query) =>
      turns.run(async () =>
        plan === null ? [] : readLateSales(connection, { ...query, hasIds: plan.columns.transaction_id !== undefined }),
      ),
    applyLate: (ids) =>
      turns.run(async () => {
        const result = plan === null ? null : await applyLateSales(contextOf(plan), ids);
        return result === null ? null : correct(result);
      }),
    reconcile: () =>
      turns.run(async () => {
        if (plan === null || definition.rows === "drop") return null;
        const { finalUntil, rowsFrom, windowsFrom } = checkpoint;
        const from = later(rowsFrom ?? null, windowsFrom ?? null);
        const rows = await historySql(connection, history);
        return reconcileWindows(connection, grains, plan, { history: rows, finalUntil, from });
      }),
    tidy: (now) =>
      turns.run(async () => {
        if (plan === null) return null;
        const context = { ...contextOf(plan), plan, now };
        const tidied = await applyRetention(context, options.retention ?? KEEP_ALL);
        checkpoint = tidied.checkpoint;
        await compactHistory({ connection, history, checkpoint });
        return tidied.removed;
      }),
    flush: () =>
      turns.run(async () => {
        if (plan === null) return;
        await inTransaction(connection, history, () =>
          writeGathered(connection, history, checkpoint.batch, { all: true }),
        );
      }),
    close: () =>
      turns.run(async () => {
        try {
          if (published > checkpoint.published) await writeCheckpoint(connection, { ...checkpoint, published });
        } finally {
          await slab.close();
          db.close();
        }
      }),
  };
}
