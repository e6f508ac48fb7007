import { UserError } from "../../model/user-error.ts";
import type { Bell } from "./bell.ts";
import type { Cluster } from "./cluster.ts";
import type { Partition } from "./partition.ts";

export type RangeFinding =
  /** Records [from, to) are gone; reading can go on at `to`. */
  | { readonly kind: "gap"; readonly from: number; readonly to: number }
  /** The offset is there after all: the leader had just changed. */
  | { readonly kind: "there" };

const TRIES = 5;
const PAUSE_MS = 500;

/**
 * Finds out why a broker does not have the offset a partition stands at.
 * @throws {UserError} where it lies behind the end of the topic, seen several times in a row.
 */
export async function findRange(
  cluster: Cluster,
  { topic, index, read }: Partition,
  bell: Bell,
  signal: AbortSignal,
): Promise<RangeFinding> {
  for (let tries = 1; ; tries += 1) {
    const first = (await cluster.offsets(topic, [index], "earliest")).get(index) ?? 0;
    if (read < first) return { kind: "gap", from: read, to: first };
    const end = (await cluster.offsets(topic, [index], "end")).get(index) ?? 0;
    if (read <= end || signal.aborted) return { kind: "there" };
    if (tries === TRIES) {
      throw new UserError("kafka_position_ahead", { topic, partition: index, position: `${read}`, end: `${end}` });
    }
    const until = performance.now() + PAUSE_MS;
    while (performance.now() < until && !signal.aborted) await bell.wait(until - performance.now(), signal);
  }
}
