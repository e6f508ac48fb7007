import { Connection } from "@platformatic/kafka";
import { UserError } from "../../model/user-error.ts";
import type { Positions, SourceEvent } from "../stream/stream-source.ts";
import { connectionOptions } from "./access.ts";
import { type Bell, createBell } from "./bell.ts";
import { type BrokerLoops, createBrokerLoops } from "./broker-loops.ts";
import type { Cluster, ClusterView } from "./cluster.ts";
import { OFFSET_OUT_OF_RANGE, TOPIC_AUTHORIZATION_FAILED } from "./kafka-codes.ts";
import { CLIENT_ID, FETCH_LIMITS, type KafkaSourceOptions, REFRESH_MS } from "./options.ts";
import { findRange } from "./out-of-range.ts";
import { createPartition, moveTo, type Partition, partitionName } from "./partition.ts";
import type { Shelf } from "./shelf.ts";
import { type CommittedOffsets, startOffsets } from "./start-offsets.ts";
import { createTopicsCheck } from "./topics-check.ts";

/** Keeps the partitions that are to be read, follows their leaders and lays their records on the shelf. */
export interface Reading {
  /** What is being read, by name. */
  readonly partitions: ReadonlyMap<string, Partition>;
  /** Rings when there are records, when something ends or when what was found out changes anything. */
  readonly bell: Bell;
  /** Why reading cannot go on. */
  readonly failure: unknown;
  readonly closed: boolean;
  /** Events since they were last taken. */
  takeEvents(): SourceEvent[];
  /** Finds the topics and how many partitions each has. */
  look(): Promise<ReadonlyMap<string, number>>;
  /** Reads these partitions as well, from their positions or from where the person asked. */
  add(topic: string, indexes: readonly number[], positions: Positions, from: KafkaSourceOptions["from"]): Promise<void>;
  /** Stops reading a partition and forgets what was not handed out. */
  remove(name: string): void;
  /** Goes on until closed; `onGrown` hears of topics that have more partitions than before. */
  watch(onGrown: (topic: string, partitions: readonly number[]) => Promise<void>): void;
  /** What was handed out before these positions is kept for good. */
  keep(positions: Positions): void;
  fail(error: unknown): void;
  event(event: SourceEvent): void;
  close(): Promise<void>;
}

const SOON_MS = 250;
const DAMAGED_TIMES = 3;
/** Longer than a broker waits, so that only a broker or network that hangs runs into it. */
const ANSWER_MS = 20_000;

export async function createReading(
  options: KafkaSourceOptions,
  cluster: Cluster,
  shelf: Shelf,
  committed: CommittedOffsets | null,
): Promise<Reading> {
  const { access, topics, onGap, clientId = CLIENT_ID, refreshMs = REFRESH_MS } = options;
  const limits = { ...FETCH_LIMITS, ...options.fetch };
  const partitions = new Map<string, Partition>();
  const check = createTopicsCheck(topics);
  const bell = createBell();
  const hurry = createBell();
  const never = createBell();
  const closing = new AbortController();
  const known = new Map<string, number>();
  let events: SourceEvent[] = [];
  let failure: unknown;
  let wanted = false;
  let view: ClusterView | undefined;
  let watching: Promise<void> = Promise.resolve();

  const loops: BrokerLoops = createBrokerLoops({
    fetchVersion: await cluster.fetchVersion(),
    shelf,
    bell,
    limits,
    committedOnly: options.isolation !== "read_uncommitted",
    connection: () =>
      new Connection(clientId, { ...connectionOptions(access), requestTimeout: limits.waitMs + ANSWER_MS }),
    partitions: () => partitions.values(),
    topicId: (topic) => check.ids.get(topic) ?? "",
    onEvent: (event) => events.push(event),
    onLost: lookSoon,
    onFailure: fail,
    onRefused: refused,
    onDamaged: damaged,
    now: options.now ?? Date.now,
  });

  function fail(error: unknown): void {
    failure ??= error;
    bell.ring();
  }

  function refused(partition: Partition, code: number): void {
    partition.held = code === OFFSET_OUT_OF_RANGE ? "range" : "leader";
    if (code === TOPIC_AUTHORIZATION_FAILED) fail(new UserError("kafka_topic_denied", { topic: partition.topic }));
    else if (code === OFFSET_OUT_OF_RANGE) void closeGap(partition).catch(fail);
    // Its leader has changed, or it is gone: the next look at the cluster tells, and lets it go on.
    else lookSoon();
  }

  function damaged(partition: Partition): void {
    partition.damaged += 1;
    if (partition.damaged < DAMAGED_TIMES) return;
    partition.held = "ended";
    const { topic, index, read } = partition;
    fail(new UserError("kafka_damaged", { topic, partition: index, offset: `${read}` }));
  }

  async function closeGap(partition: Partition): Promise<void> {
    const { topic, index, name, turn } = partition;
    const found = await findRange(cluster, partition, bell, closing.signal).catch((error: unknown) => {
      if (error instanceof UserError) throw error;
      return undefined;
    });
    if (partition.turn !== turn || partition.held !== "range") return;
    if (found === undefined) {
      partition.held = "leader";
      return lookSoon();
    }
    if (found.kind === "gap") {
      const [from, to] = [`${found.from}`, `${found.to}`];
      if (onGap === "fail") throw new UserError("kafka_offsets_gone", { topic, partition: index, from, to });
      events.push({ kind: "gap", partition: name, from, to });
      moveTo(partition, found.to);
      shelf.pass(partition);
    }
    partition.held = null;
    bell.ring();
  }

  /** Asks the cluster for itself and lets everything follow what it says. */
  async function refresh(): Promise<void> {
    const now = await cluster.describe(topics);
    view = now;
    const allThere = check.look(now);
    for (const partition of partitions.values()) {
      const leader = now.topics.get(partition.topic)?.leaders[partition.index] ?? null;
      if (leader === partition.leader) continue;
      partition.leader = leader;
      moveTo(partition, partition.read);
    }
    loops.follow(now.brokers);
    if (!allThere) lookSoon();
  }

  function lookSoon(): void {
    wanted = true;
    hurry.ring();
  }

  async function watch(onGrown: (topic: string, partitions: readonly number[]) => Promise<void>): Promise<void> {
    const { signal } = closing;
    while (!signal.aborted) {
      // However often somebody is in a hurry, the cluster is asked a few times a second only.
      await never.wait(SOON_MS, signal);
      if (!wanted) await hurry.wait(refreshMs, signal);
      if (signal.aborted) return;
      wanted = false;
      try {
        await refresh();
        release();
        await takeGrown(onGrown);
      } catch (error) {
        if (error instanceof UserError) return fail(error);
        wanted = true;
      }
    }
  }

  /** What waits for its leader asks again. */
  function release(): void {
    for (const partition of partitions.values()) {
      if (partition.held === "leader") partition.held = null;
      if (partition.leader === null) wanted = true;
    }
    bell.ring();
  }

  async function takeGrown(onGrown: (topic: string, partitions: readonly number[]) => Promise<void>): Promise<void> {
    for (const [topic, count] of counts()) {
      const before = known.get(topic) ?? 0;
      if (count <= before) continue;
      await onGrown(
        topic,
        Array.from({ length: count - before }, (_, place) => before + place),
      );
      known.set(topic, count);
    }
  }

  function counts(): ReadonlyMap<string, number> {
    return new Map(topics.map((topic) => [topic, view?.topics.get(topic)?.leaders.length ?? 0]));
  }

  return {
    partitions,
    bell,
    get failure() {
      return failure;
    },
    get closed() {
      return closing.signal.aborted;
    },
    takeEvents() {
      const taken = events;
      events = [];
      return taken;
    },
    async look() {
      for (;;) {
        view = await cluster.describe(topics);
        if (check.look(view)) break;
        await bell.wait(SOON_MS, closing.signal);
      }
      for (const [topic, count] of counts()) known.set(topic, count);
      return counts();
    },
    async add(topic, indexes, positions, from) {
      const offsets = await startOffsets(cluster, topic, indexes, positions, from, committed);
      for (const index of indexes) {
        const leader = view?.topics.get(topic)?.leaders[index] ?? null;
        partitions.set(partitionName(topic, index), createPartition(topic, index, leader, offsets.get(index) ?? 0));
      }
      loops.follow(view?.brokers ?? new Map());
      bell.ring();
    },
    remove(name) {
      const partition = partitions.get(name);
      if (partition === undefined) return;
      partition.turn += 1;
      partition.held = "ended";
      shelf.forget(partition);
      partitions.delete(name);
      loops.follow(view?.brokers ?? new Map());
    },
    watch(onGrown) {
      watching = watch(onGrown).catch(fail);
    },
    keep(positions) {
      for (const [name, position] of positions) {
        const partition = partitions.get(name);
        if (partition !== undefined) partition.kept = Number(position);
      }
      bell.ring();
    },
    fail,
    event: (event) => events.push(event),
    async close() {
      closing.abort();
      bell.ring();
      await loops.close();
      await watching;
    },
  };
}
