import { type BaseOptions, murmur2, Producer } from "@platformatic/kafka";
import { createLane, type Lane } from "./lane.ts";
import { ANSWER_MS, createLeaders } from "./leaders.ts";
import { pause } from "./pause.ts";
import { producerIdentity } from "./producer-identity.ts";
import type { Compression, OutgoingRecord } from "./record-batch.ts";

/**
 * Writes records to one topic, each exactly once for as long as this writer lives: what is not acknowledged by all
 * in-sync replicas is sent again under the same number, and a broker that has it already says so.
 */
export interface RecordWriter {
  readonly partitions: number;
  /** As Kafka's own clients choose. */
  partitionOf(key: Buffer): number;
  /** To the partition of its key, or to this one. Without a key and a partition they take turns. */
  add(record: OutgoingRecord, partition?: number): void;
  /** Aborted once nothing more can be written; `room` and `flush` say why. */
  readonly ended: AbortSignal;
  /** Whether so much waits that one should too. */
  readonly full: boolean;
  /** Fulfilled when there is room. Throws WriteFailure once nothing more can be written. */
  room(): Promise<void>;
  /** Fulfilled when everything added is acknowledged. Throws WriteFailure. */
  flush(): Promise<void>;
  report(): WriterReport;
  /** What is not acknowledged by now is given up. */
  close(): Promise<void>;
}

export interface WriterReport {
  readonly acknowledged: number;
  readonly waiting: number;
  /** Those that got records. Offsets are null where the broker did not say. */
  readonly partitions: readonly PartitionReport[];
}

export interface PartitionReport {
  readonly partition: number;
  readonly acknowledged: number;
  readonly waiting: number;
  readonly firstOffset: number | null;
  readonly lastOffset: number | null;
}

export interface RecordWriterOptions {
  /** As every client of the library takes them: brokers, TLS, login. */
  readonly client: BaseOptions;
  readonly topic: string;
  readonly compression?: Compression;
  /** A batch is sent at the latest when it has as many bytes. */
  readonly batchBytes?: number;
  /** More waits in memory only for as long as nobody asks for room. */
  readonly memoryBytes?: number;
  /** How long one batch may go unacknowledged; null, the default, for as long as it takes. */
  readonly patienceMs?: number | null;
  readonly onEvent?: (event: WriterEvent) => void;
}

export type WriterEvent = { readonly kind: "disconnected"; readonly cause: string } | { readonly kind: "reconnected" };

const USUAL_BATCH_BYTES = 512 * 1024;
const USUAL_MEMORY_BYTES = 32 * 1024 * 1024;

/** Connects and asks for a producer id. Throws what the library throws where no broker answers or the topic is missing. */
export async function openRecordWriter(options: RecordWriterOptions): Promise<RecordWriter> {
  const { client: base, topic, memoryBytes = USUAL_MEMORY_BYTES, onEvent } = options;
  const client = new Producer({ ...base, requestTimeout: ANSWER_MS, retries: 1, retryDelay: 250 });
  try {
    const { topics } = await client.metadata({ topics: [topic] });
    const { producerId, producerEpoch } = await producerIdentity(client);
    return startLanes(topics.get(topic)?.partitionsCount ?? 0, producerId, producerEpoch);
  } catch (error) {
    await client.close();
    throw error;
  }

  function startLanes(count: number, producerId: bigint, epoch: number): RecordWriter {
    const ending = new AbortController();
    let waiters: (() => void)[] = [];
    let failure: unknown;
    let disconnected = false;
    let turn = 0;

    const notify = () => {
      const woken = waiters;
      waiters = [];
      for (const resume of woken) resume();
    };
    const leaders = createLeaders(client, topic);
    const lanes = Array.from({ length: count }, (_, partition) =>
      createLane({
        producerId,
        epoch,
        compression: options.compression ?? "none",
        batchBytes: options.batchBytes ?? USUAL_BATCH_BYTES,
        patienceMs: options.patienceMs ?? null,
        signal: ending.signal,
        send: (records, fresh) => leaders.send(partition, records, fresh),
        sleep: (milliseconds) => pause(milliseconds, ending.signal),
        now: () => performance.now(),
        onTrouble: (cause) => {
          if (!disconnected) onEvent?.({ kind: "disconnected", cause: String(cause) });
          disconnected = true;
        },
        onAcknowledged: () => {
          if (disconnected) onEvent?.({ kind: "reconnected" });
          disconnected = false;
          notify();
        },
      }),
    );
    const running = lanes.map((lane) =>
      lane.run().catch((error: unknown) => {
        failure ??= error;
        ending.abort();
        notify();
      }),
    );
    const waitingBytes = () => sum(lanes, (lane) => lane.waitingBytes);
    const until = async (met: () => boolean) => {
      while (!met()) {
        if (failure !== undefined) throw failure;
        await new Promise<void>((resolve) => waiters.push(resolve));
      }
      if (failure !== undefined) throw failure;
    };
    const partitionOf = (key: Buffer) => (murmur2(key) & 0x7fffffff) % count;

    return {
      partitions: count,
      ended: ending.signal,
      partitionOf,
      get full() {
        return waitingBytes() >= memoryBytes;
      },
      add(record, partition) {
        const chosen = partition ?? (record.key === null ? turn++ % count : partitionOf(record.key));
        lanes[chosen]?.add(record);
      },
      room: () => until(() => waitingBytes() < memoryBytes),
      flush: () => until(() => lanes.every((lane) => lane.waiting === 0)),
      report: () => reportOf(lanes),
      async close() {
        ending.abort();
        await client.close();
        await Promise.all(running);
      },
    };
  }
}

function reportOf(lanes: readonly Lane[]): WriterReport {
  return {
    acknowledged: sum(lanes, (lane) => lane.acknowledged),
    waiting: sum(lanes, (lane) => lane.waiting),
    partitions: lanes.flatMap(({ acknowledged, waiting, firstOffset, nextOffset }, partition) =>
      acknowledged + waiting === 0
        ? []
        : [{ partition, acknowledged, waiting, firstOffset, lastOffset: nextOffset === null ? null : nextOffset - 1 }],
    ),
  };
}

function sum(lanes: readonly Lane[], of: (lane: Lane) => number): number {
  return lanes.reduce((total, lane) => total + of(lane), 0);
}
