import { UserError } from "../../model/user-error.ts";
import { NO_RECORDS } from "../stream/record-block.ts";
import type { MicroBatch, PartitionBatch, Positions, ReadRequest, StreamSource } from "../stream/stream-source.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import { createGroup, type Group } from "./group.ts";
import { isFromOutside, openError } from "./open-error.ts";
import { CLIENT_ID, FETCH_LIMITS, type KafkaSourceOptions } from "./options.ts";
import { isCaughtUp, type Partition } from "./partition.ts";
import { readAllPartitions } from "./read-all.ts";
import { createReading, type Reading } from "./reading.ts";
import { createShelf, type Parcel } from "./shelf.ts";

/**
 * Topics of a Kafka cluster as a stream. Reading runs ahead of whoever asks by about two batches. Brokers that go away
 * are tried again for as long as it takes.
 */
export function openKafkaSource(options: KafkaSourceOptions): StreamSource {
  const { access, topics, from, clientId = CLIENT_ID } = options;
  const shelf = createShelf(options.fetch?.responseBytes ?? FETCH_LIMITS.responseBytes);
  let cluster: Cluster | undefined;
  let group: Group | undefined;
  let reading: Reading | undefined;

  async function start(positions: Positions): Promise<void> {
    if (from === "committed" && options.group === null) throw new UserError("kafka_group_needed", {});
    cluster = createCluster(access, clientId, options.isolation !== "read_uncommitted");
    if (options.group !== null) group = createGroup({ access, clientId, name: options.group, topics, from });
    reading = await createReading(options, cluster, shelf, group?.offsets ?? null);
    const counts = await reading.look();
    if (group === undefined) await readAllPartitions(reading, counts, positions, from);
    else await group.join(reading, counts, positions);
  }

  /** Whether there is what the request waits for. */
  function isEnough(reading: Reading, until: ReadRequest["until"]): boolean {
    if (reading.closed || reading.failure !== undefined) return true;
    if (group?.rebalancing === true) return false;
    if (until === "all") return shelf.ready;
    return shelf.bytes > 0;
  }

  async function read({ maxBytes, until, waitMs, signal }: ReadRequest): Promise<MicroBatch> {
    if (reading === undefined) throw new Error("read before open");
    shelf.resize(maxBytes);
    reading.bell.ring();
    const end = performance.now() + waitMs;
    for (let left = waitMs; left > 0 && !signal.aborted && !isEnough(reading, until); left = end - performance.now()) {
      await reading.bell.wait(left, signal);
    }
    const parcel: Parcel = group?.rebalancing === true ? new Map() : shelf.take(maxBytes);
    // What was read before reading had to end is handed out first.
    if (parcel.size === 0 && reading.failure !== undefined) throw reading.failure;
    for (const [partition, { records, next }] of parcel) {
      // Where there was nothing to keep, nobody needs to say that it is kept.
      if (records.count === 0 && partition.kept === partition.handed) partition.kept = next;
      partition.handed = next;
    }
    reading.bell.ring();
    const partitions = [...reading.partitions.values()].sort(inOrder).map((each) => batchOf(each, parcel));
    return { partitions, events: reading.takeEvents(), ended: false };
  }

  return {
    id: `kafka:${topics.join(",")}`,
    async open(positions) {
      try {
        await start(positions);
      } catch (error) {
        await closeAll();
        throw isFromOutside(error) ? openError(error, access) : error;
      }
    },
    read,
    async committed(positions) {
      await group?.commit(positions);
      reading?.keep(positions);
    },
    close: closeAll,
  };

  async function closeAll(): Promise<void> {
    await group?.close();
    await reading?.close();
    await cluster?.close();
  }
}

function batchOf(partition: Partition, parcel: Parcel): PartitionBatch {
  const { name, handed, end } = partition;
  return {
    partition: name,
    records: parcel.get(partition)?.records ?? NO_RECORDS,
    next: `${handed}`,
    behind: end === null ? null : Math.max(0, end - handed),
    caughtUp: isCaughtUp(partition),
  };
}

function inOrder(a: Partition, b: Partition): number {
  return a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.index - b.index;
}
