import type { Broker, Connection } from "@platformatic/kafka";
import type { Bell } from "./bell.ts";
import { DamagedBatch } from "./damaged-batch.ts";
import type { FetchApi, FetchedPartition, FetchResponse, FetchTopic } from "./fetch-api.ts";
import { moveTo, type Partition } from "./partition.ts";
import { offsetBehind } from "./record-batch.ts";
import type { Shelf } from "./shelf.ts";
import { storeRecords } from "./store-records.ts";
import { ALL_RECORDS, createTransactionFilter } from "./transactions.ts";

/** What the loop of one broker shares with the rest of the source. */
export interface BrokerLoopOptions {
  readonly api: FetchApi;
  readonly shelf: Shelf;
  /** Rings when records were taken or partitions changed; the loop rings it when there are records. */
  readonly bell: Bell;
  readonly limits: FetchLimits;
  readonly committedOnly: boolean;
  readonly signal: AbortSignal;
  /** A new connection, not open yet. */
  connection(): Connection;
  address(): Broker | undefined;
  /** Partitions this broker leads and that are to be read now. */
  partitions(): readonly Partition[];
  topicId(topic: string): string;
  /** The broker answers, or does not and why. */
  onReachable(): void;
  onUnreachable(cause: unknown): void;
  /** The broker refuses a partition with this code of the protocol. */
  onRefused(partition: Partition, code: number): void;
  /** The bytes behind `partition.read` are damaged. */
  onDamaged(partition: Partition, error: DamagedBatch): void;
  now(): number;
}

export interface FetchLimits {
  /** Of one response. */
  readonly responseBytes: number;
  readonly partitionBytes: number;
  /** How long a broker waits for something new. */
  readonly waitMs: number;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** Whoever waits is woken by the bell; this is a net. */
const LOOK_AGAIN_MS = 1_000;

const GONE: ReadonlySet<Connection["status"]> = new Set(["closing", "closed", "error"]);

interface Asked {
  /** By topic as the request named it, then by number. */
  readonly partitions: ReadonlyMap<string, { readonly partition: Partition; readonly turn: number }>;
  readonly answer: Promise<FetchResponse>;
}

/**
 * Reads from one broker until the signal ends it. The next request leaves before the records of the last response are
 * looked at, so that the broker and this process work at the same time.
 */
export async function runBrokerLoop(options: BrokerLoopOptions): Promise<void> {
  const { shelf, bell, signal } = options;
  let connection: Connection | undefined;
  let pause = FIRST_PAUSE_MS;
  /** Partitions in the order of the last request; those that gave something go behind the others. */
  let order: Partition[] = [];
  let asked: Asked | undefined;

  function turn(): Partition[] {
    const wanted = new Set(options.partitions());
    order = order.filter((partition) => wanted.delete(partition)).concat(...wanted);
    return order;
  }

  function ask(to: Connection): Asked | undefined {
    const partitions = turn();
    if (partitions.length === 0 || shelf.full) {
      for (const partition of partitions) partition.fresh = false;
      return undefined;
    }
    return send(options, to, partitions);
  }

  function disconnect(): void {
    asked = undefined;
    void connection?.close().catch(() => {});
    connection = undefined;
    for (const partition of options.partitions()) moveTo(partition, partition.read);
  }

  signal.addEventListener("abort", disconnect);
  while (!signal.aborted) {
    if (options.partitions().length === 0 || shelf.full) {
      await bell.wait(LOOK_AGAIN_MS, signal);
      continue;
    }
    try {
      // A broker closes connections that were idle for long, as while nobody read.
      if (connection !== undefined && GONE.has(connection.status)) disconnect();
      connection ??= await connect(options);
      if (signal.aborted) break;
      asked ??= ask(connection);
      if (asked === undefined) continue;
      const { partitions } = asked;
      const response = await asked.answer;
      asked = undefined;
      if (signal.aborted) break;
      if (response.error !== 0) throw new Error(`Fetch failed with code ${response.error}`);
      options.onReachable();
      pause = FIRST_PAUSE_MS;
      const answers = settle(options, response, partitions);
      const gave = new Set(answers.map(({ partition }) => partition));
      order = [...order.filter((partition) => !gave.has(partition)), ...gave];
      if (response.throttleMs === 0) asked = ask(connection);
      for (const { partition, fetched } of answers) store(options, partition, fetched);
      bell.ring();
      if (response.throttleMs > 0) {
        for (const partition of partitions.values()) partition.partition.fresh = false;
        await rest(options, response.throttleMs);
      }
    } catch (cause) {
      disconnect();
      if (signal.aborted) break;
      options.onUnreachable(cause);
      await rest(options, pause);
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  }
  disconnect();
}

/** Bells may ring meanwhile. */
async function rest({ bell, signal }: BrokerLoopOptions, milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  for (let left = milliseconds; left > 0 && !signal.aborted; left = until - performance.now()) {
    await bell.wait(left, signal);
  }
}

async function connect(options: BrokerLoopOptions): Promise<Connection> {
  const broker = options.address();
  if (broker === undefined) throw new Error("the broker is not there");
  const connection = options.connection();
  // The library reports what happens to an open connection as an event as well; the request fails too.
  connection.on("error", () => {});
  await connection.connect(broker.host, broker.port);
  return connection;
}

function send(options: BrokerLoopOptions, connection: Connection, partitions: readonly Partition[]): Asked {
  const { api, limits } = options;
  const topics = new Map<string, FetchTopic & { partitions: { index: number; offset: number }[] }>();
  const asked = new Map<string, { partition: Partition; turn: number }>();
  for (const partition of partitions) {
    const { topic: name, index } = partition;
    const id = options.topicId(name);
    let topic = topics.get(name);
    if (topic === undefined) {
      topic = { name, id, partitions: [] };
      topics.set(name, topic);
    }
    topic.partitions.push({ index, offset: partition.asked });
    asked.set(key(api.byId ? id : name, index), { partition, turn: partition.turn });
  }
  const answer = api.fetch(connection, {
    // Where an end may be out of date, the answer must not wait for something new.
    maxWaitMs: partitions.every((partition) => partition.fresh) ? limits.waitMs : 0,
    maxBytes: limits.responseBytes,
    partitionBytes: limits.partitionBytes,
    committedOnly: options.committedOnly,
    topics: [...topics.values()],
  });
  answer.catch(() => {});
  return { partitions: asked, answer };
}

/** Notes what the response says of each partition and returns those with records. */
function settle(
  options: BrokerLoopOptions,
  response: FetchResponse,
  asked: Asked["partitions"],
): { partition: Partition; fetched: FetchedPartition }[] {
  const answers = [];
  for (const fetched of response.partitions) {
    const { partition, turn } = asked.get(key(fetched.topic, fetched.index)) ?? {};
    if (partition === undefined || partition.turn !== turn || partition.held !== null) continue;
    if (fetched.error !== 0) {
      partition.fresh = false;
      options.onRefused(partition, fetched.error);
      continue;
    }
    partition.end = options.committedOnly ? fetched.lastStableOffset : fetched.highWatermark;
    partition.fresh = true;
    if (fetched.records.length === 0) continue;
    try {
      partition.asked = offsetBehind(fetched.records, partition.asked);
    } catch (error) {
      if (!(error instanceof DamagedBatch)) throw error;
    }
    answers.push({ partition, fetched });
  }
  return answers;
}

function store(options: BrokerLoopOptions, partition: Partition, fetched: FetchedPartition): void {
  const transactions = options.committedOnly ? createTransactionFilter(fetched.aborted) : ALL_RECORDS;
  try {
    storeRecords(options.shelf, partition, fetched.records, transactions, options.now());
  } catch (error) {
    if (!(error instanceof DamagedBatch)) throw error;
    moveTo(partition, partition.read);
    options.onDamaged(partition, error);
  }
}

function key(topic: string, index: number): string {
  return `${topic}/${index}`;
}
