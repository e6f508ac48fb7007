import { stat } from "node:fs/promises";
import { join } from "node:path";
import { planColumns, type SalePlan } from "../../../model/plan.ts";
import { missingColumns } from "../../../model/query.ts";
import type { SaleColumn } from "../../../model/sale.ts";
import type { DeadLetter, LateSale, Reconciliation, RetryOutcome } from "../../../model/stream/aside.ts";
import type { PartitionBatch, Positions } from "../../../model/stream/records.ts";
import type { DefinitionPart, StreamDefinition } from "../../../model/stream/stream-definition.ts";
import type { BatchProgress, StreamQuality } from "../../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";
import { inspectFile } from "../inspect.ts";
import type { StateLook } from "../shop/state-look.ts";
import { applyLateSales } from "./apply-late.ts";
import { type Checkpoint, writeCheckpoint, writePlan } from "./checkpoint.ts";
import { compactHistory } from "./compact-history.ts";
import { createExcluded } from "./excluded.ts";
import { explainStateError } from "./explain-state-error.ts";
import { answerable } from "./grains.ts";
import { historySql, writeGathered } from "./history.ts";
import { idList } from "./id-list.ts";
import { type BatchMemory, type MicroBatchContext, type MicroBatchResult, runMicroBatch } from "./micro-batch.ts";
import { type OpenStateOptions, openStateDatabase, STATE_FILE } from "./open-state.ts";
import { nextInOutbox, readOutbox } from "./outbox.ts";
import { planStream } from "./plan-stream.ts";
import { type DeadLetterQuery, type LateQuery, readDeadLetters, readLateSales } from "./read-aside.ts";
import { reconcileWindows } from "./reconcile.ts";
import { applyRetention, type Removed, type RetentionSettings } from "./retention.ts";
import { type Returned, retryDeadLetters, returnedPartitions } from "./retry-dead-letters.ts";
import { fitSaleTables } from "./schema.ts";
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
  readonly retention: RetentionSettings;
  /** In what it was made otherwise, and was changed when it was opened. */
  readonly changed: readonly DefinitionPart[];
  checkpoint(): Checkpoint;
  /** For questions beside the stream, over connections of their own. */
  readonly look: StateLook;
  /** Queries by a column that the shop does not have, once that is known: they have no windows. */
  unanswered(): readonly { readonly query: string; readonly column: SaleColumn }[];
  positions(): Positions;
  /** Takes a micro-batch in, as a whole or, when this throws, not at all. */
  apply(partitions: readonly PartitionBatch[], finality: Finality): Promise<AppliedBatch>;
  /**
   * The first batch, of those `before` one, whose window rows were committed and not published: after a crash, a correction
   * or another definition. Null where there is none.
   */
  unpublished(before?: number): Promise<AppliedRows | null>;
  /** Says that the rows of batches up to this one have left the process; it is written with the next batch, or at close. */
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
  const { db, stored, grains: allGrains, history, changed } = await openStateDatabase(options);
  const { connection } = db;
  const queries = allGrains.flatMap((grain) => grain.queries);
  const slab = await openSlab(folder);
  const turns = createTurns((error) => explainStateError(error, folder));
  let { plan, checkpoint } = stored;
  let published = checkpoint.published;
  const memory: BatchMemory = { years: undefined, hasExcluded: false };
  await createExcluded(connection);
  let measured: { at: number; state: BatchProgress["state"] } | undefined;

  /** What a batch works with; corrections make nothing final. */
  const contextOf = (settled: SalePlan, finalAfter: Finality = () => null): MicroBatchContext => ({
    connection,
    slab,
    history,
    definition,
    grains: answerable(allGrains, new Set(planColumns(settled))),
    plan: settled,
    checkpoint: { ...checkpoint, published },
    finalAfter,
    memory,
  });

  const rowsOf = async (batch: number): Promise<AppliedRows> => ({
    batch,
    rows: await readOutbox(connection, queries, plan, batch),
  });

  const take = async (result: MicroBatchResult): Promise<AppliedRows> => {
    ({ plan, checkpoint } = result);
    return rowsOf(checkpoint.batch);
  };

  const correct = async (result: MicroBatchResult): Promise<Correction> => {
    const { rows } = await take(result);
    return { ...result.quality, windows: rows };
  };

  const settlePlan = async (partitions: readonly PartitionBatch[]): Promise<SalePlan> => {
    await slab.fill(partitions);
    const shape = await inspectFile(
      connection,
      { path: slab.path, format: "ndjson", shown: definition.source },
      folder,
    );
    const { unsettled: _, ...settled } = checkpoint;
    plan = await inTransaction(connection, history, async () => {
      const fitting = await fitSaleTables(connection, planStream(shape, definition));
      await writePlan(connection, fitting);
      await writeCheckpoint(connection, settled);
      return fitting;
    });
    checkpoint = settled;
    return plan;
  };

  /** Records that are the first, or the first since another way of reading them was asked for, settle the plan. */
  const planFor = async (partitions: readonly PartitionBatch[]): Promise<SalePlan> => {
    const settles = plan === null || (checkpoint.unsettled && partitions.some(({ records }) => records.count > 0));
    return plan === null || settles ? settlePlan(partitions) : plan;
  };

  const measure = async (): Promise<BatchProgress["state"]> => {
    if (measured !== undefined && performance.now() - measured.at < MEASURE_EVERY_MS) return measured.state;
    const [grain] = plan === null ? [] : answerable(allGrains, new Set(planColumns(plan)));
    const openWindows = grain === undefined ? 0 : await countOpenWindows(connection, grain, checkpoint.finalUntil);
    const { size } = await stat(join(folder, STATE_FILE));
    measured = { at: performance.now(), state: { openWindows, rows: history.gathered, bytes: size } };
    return measured.state;
  };

  return {
    definition,
    retention: options.retention ?? KEEP_ALL,
    changed,
    checkpoint: () => checkpoint,
    look: {
      connect: db.connect,
      historyFolder: history.folder,
      plan: () => plan,
      grains: () => (plan === null ? [] : answerable(allGrains, new Set(planColumns(plan)))),
    },
    unanswered: () => {
      const columns = plan === null ? null : new Set(planColumns(plan));
      return columns === null
        ? []
        : queries.flatMap((query) => missingColumns(query, columns).map((column) => ({ query: query.id, column })));
    },
    positions: () => new Map(Object.entries(checkpoint.partitions).map(([name, { next }]) => [name, next])),
    async unpublished(before) {
      const end = before ?? checkpoint.batch + 1;
      // Almost always: no need to wait for a turn.
      if (published + 1 >= end) return null;
      return turns.run(async () => {
        const next = await nextInOutbox(connection, published, end);
        return next === null ? null : rowsOf(next);
      });
    },
    published(batch) {
      published = Math.max(published, batch);
    },
    apply: (partitions, finality) =>
      turns.run(async () => {
        const result = await runMicroBatch(contextOf(await planFor(partitions), finality), partitions);
        const rows = await take(result);
        return { ...rows, quality: result.quality, phases: result.phases, state: await measure() };
      }),
    deadLetters: (query) => turns.run(() => readDeadLetters(connection, query)),
    retry: (returned) =>
      turns.run(async () => {
        const partitions = returnedPartitions(returned);
        const result = await retryDeadLetters(contextOf(await planFor(partitions)), returned.ids, partitions);
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
        const { grains } = contextOf(plan);
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
