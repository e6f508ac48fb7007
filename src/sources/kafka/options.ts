import type { KafkaAccess } from "./access.ts";
import type { FetchLimits } from "./broker-loop.ts";

export interface KafkaSourceOptions {
  readonly access: KafkaAccess;
  readonly topics: readonly string[];
  /** Where a partition without a position begins. `committed` needs a group; where that has committed nothing: earliest. */
  readonly from: KafkaStart;
  /** Shares the partitions with the other members of this consumer group; null reads all of them. */
  readonly group: string | null;
  /** What to do where Kafka has deleted records before they were read: stop with an error, or report them and go on. */
  readonly onGap: "fail" | "continue";
  /** By default records of transactions count once these are committed. */
  readonly isolation?: "read_committed" | "read_uncommitted";
  readonly clientId?: string;
  readonly fetch?: Partial<FetchLimits>;
  /** How often to look for new partitions and leaders, milliseconds. */
  readonly refreshMs?: number;
  /** Stands for the time of records that carry none. */
  readonly now?: () => number;
}

/** `timestamp`: the first record that is not older than these milliseconds since the epoch. */
export type KafkaStart = "earliest" | "latest" | "committed" | { readonly timestamp: number };

export const FETCH_LIMITS: FetchLimits = { responseBytes: 8 * 2 ** 20, partitionBytes: 4 * 2 ** 20, waitMs: 500 };
export const CLIENT_ID = "vitrina";
export const REFRESH_MS = 10_000;
