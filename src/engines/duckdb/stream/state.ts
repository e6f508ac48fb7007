import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DIMENSIONS } from "../../../model/dimensions.ts";
import type { SalePlan } from "../../../model/plan.ts";
import type { WindowedQuery } from "../../../model/query.ts";
import type { PartitionBatch, Positions } from "../../../model/stream/records.ts";
import { changedParts, type StreamDefinition } from "../../../model/stream/stream-definition.ts";
import type { BatchProgress, StreamQuality } from "../../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";
import { windowedQuery } from "../../../model/stream/windowed-queries.ts";
import { UserError } from "../../../model/user-error.ts";
import { inspectFile } from "../inspect.ts";
import { openDuckDb } from "../instance.ts";
import { toCell } from "../values.ts";
import { type Checkpoint, insertState, readState, type StoredState, writeCheckpoint, writePlan } from "./checkpoint.ts";
import { createGrainSql, type Grain, grainsOf, open } from "./grains.ts";
import { openHistory, putWrittenInPlace, writeGathered } from "./history.ts";
import { type MicroBatchResult, runMicroBatch } from "./micro-batch.ts";
import { planStream } from "./plan-stream.ts";
import { createSaleTables, createStateTables, FORMAT_VERSION } from "./schema.ts";
import { openSlab } from "./slab.ts";
import type { Finality } from "./take-in.ts";

const STATE_FILE = "state.duckdb";

export interface StreamStateOptions {
  /** Holds everything the stream knows; created where it is missing. */
  readonly folder: string;
  readonly definition: StreamDefinition;
  /** As DuckDB writes sizes ("512MB"). */
  readonly memory?: string;
  readonly threads?: number;
}

/** A stream's durable state: one process owns it. */
export interface StreamState {
  readonly definition: StreamDefinition;
  checkpoint(): Checkpoint;
  positions(): Positions;
  /** Takes a micro-batch in, as a whole or, when this throws, not at all. */
  apply(partitions: readonly PartitionBatch[], finality: Finality): Promise<AppliedBatch>;
  /** Window rows of the batches that were committed and not published, in order; after a crash there may be some. */
  unpublished(): Promise<AppliedRows[]>;
  /** Says that a batch's rows have left the process; it is written with the next batch, or at close. */
  published(batch: number): void;
  /** Writes all accepted rows to the history folder, so that others can read them. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface AppliedRows {
  readonly batch: number;
  readonly rows: readonly WindowRow[];
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
export async function openStreamState(options: StreamStateOptions): Promise<StreamState> {
  const { folder, definition, memory = "512MB", threads } = options;
  await mkdir(folder, { recursive: true });
  const db = await openDuckDb({
    path: join(folder, STATE_FILE),
    memory,
    spillFolder: join(folder, ".spill"),
    ...(threads === undefined ? {} : { threads }),
  });
  const { connection } = db;
  try {
    const stored = await openStored(connection, definition, folder);
    const queries = definition.queries.map((id) => windowedQuery(id, definition));
    const grains = grainsOf(queries);
    for (const grain of grains) await connection.run(createGrainSql(grain));
    const history = await openHistory(connection, join(folder, "history"));
    const slab = await openSlab(folder);
    let { plan, checkpoint } = stored;
    let published = checkpoint.published;

    const settlePlan = async (partitions: readonly PartitionBatch[]): Promise<SalePlan> => {
      await slab.fill(partitions);
      const settled = planStream(
        await inspectFile(connection, { path: slab.path, format: "ndjson", shown: definition.source }, folder),
        definition,
      );
      await createSaleTables(connection, settled);
      await writePlan(connection, settled);
      return settled;
    };

    return {
      definition,
      checkpoint: () => checkpoint,
      positions: () => new Map(Object.entries(checkpoint.partitions).map(([name, { next }]) => [name, next])),
      async apply(partitions, finalAfter) {
        if (plan === null && partitions.some(({ records }) => records.count > 0)) plan = await settlePlan(partitions);
        const context = {
          connection,
          slab,
          history,
          definition,
          grains,
          checkpoint: { ...checkpoint, published },
          finalAfter,
        };
        if (plan === null) throw new Error("a batch without records before the first sale");
        const result: MicroBatchResult = await runMicroBatch({ ...context, plan }, partitions);
        ({ plan, checkpoint } = result);
        const rows = await readOutbox(connection, queries, plan, checkpoint.batch);
        const { batch } = checkpoint;
        return {
          batch,
          quality: result.quality,
          phases: result.phases,
          rows,
          state: await measureState(connection, grains, folder),
        };
      },
      async unpublished() {
        const batches = await connection.runAndReadAll(
          `SELECT DISTINCT batch FROM outbox WHERE batch > ${published} ORDER BY batch`,
        );
        const found: AppliedRows[] = [];
        for (const [batch] of batches.getRowsJS()) {
          found.push({ batch: Number(batch), rows: await readOutbox(connection, queries, plan, Number(batch)) });
        }
        return found;
      },
      published(batch) {
        published = Math.max(published, batch);
      },
      async flush() {
        if (plan === null) return;
        await connection.run("BEGIN");
        await writeGathered(connection, history, checkpoint.batch, { all: true });
        await connection.run("COMMIT");
        await putWrittenInPlace(history);
      },
      async close() {
        if (published > checkpoint.published) {
          checkpoint = { ...checkpoint, published };
          await writeCheckpoint(connection, checkpoint);
        }
        await slab.close();
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

async function measureState(
  connection: DuckDBConnection,
  grains: readonly Grain[],
  folder: string,
): Promise<BatchProgress["state"]> {
  const [grain] = grains;
  const openPanes = grain === undefined ? "0" : `(SELECT count(DISTINCT pane) FROM ${open(grain.table)})`;
  const counted = await connection.runAndReadAll(`SELECT ${openPanes}, (SELECT count(*) FROM sales)`);
  const [openWindows = 0, rows = 0] = (counted.getRowsJS()[0] ?? []).map(Number);
  const { size } = await stat(join(folder, STATE_FILE));
  return { openWindows, rows, bytes: size };
}

async function openStored(
  connection: DuckDBConnection,
  definition: StreamDefinition,
  folder: string,
): Promise<StoredState> {
  const tables = await connection.runAndReadAll("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'state'");
  if (Number(tables.getRowsJS()[0]?.[0]) === 0) {
    await connection.run("BEGIN");
    await createStateTables(connection);
    await insertState(connection, definition);
    await connection.run("COMMIT");
  }
  const stored = await readState(connection);
  if (stored === undefined) throw new Error("the state holds no checkpoint");
  if (stored.format > FORMAT_VERSION) {
    throw new UserError("state_newer", { folder, format: stored.format, known: FORMAT_VERSION });
  }
  const changed = changedParts(stored.definition, definition);
  if (changed.length > 0) throw new UserError("state_changed", { folder, parts: changed });
  return stored;
}

async function readOutbox(
  connection: DuckDBConnection,
  queries: readonly WindowedQuery[],
  plan: SalePlan | null,
  batch: number,
): Promise<WindowRow[]> {
  const result = await connection.runAndReadAll(
    `SELECT query, window_start, window_end, key, transactions, gross_sales, average_sale, final
     FROM outbox WHERE batch = ${batch} ORDER BY window_start, rowid`,
  );
  return result.getRows().map(([query, start, end, key, transactions, gross, average, final]) => ({
    query: String(query),
    window_start: String(toCell(start ?? null, "time")),
    window_end: String(toCell(end ?? null, "time")),
    key: key === null || key === undefined ? null : keyOf(String(query), String(key), queries, plan),
    transactions: Number(transactions),
    gross_sales: String(toCell(gross ?? null, "money")),
    average_sale: String(toCell(average ?? null, "money")),
    final: final === true,
    batch,
  }));
}

/** Keys are kept as text; hours, weekdays and whole-number ids are numbers to whoever reads them. */
function keyOf(id: string, text: string, queries: readonly WindowedQuery[], plan: SalePlan | null): string | number {
  const [dimension] = queries.find((query) => query.id === id)?.dimensions ?? [];
  if (dimension === undefined) return text;
  switch (dimension) {
    case "hour":
    case "weekday":
      return Number(text);
    case "product_id":
    case "customer_id":
      return plan?.columns[dimension]?.type === "integer" && DIMENSIONS[dimension].unit === "id" ? Number(text) : text;
    default:
      return text;
  }
}
