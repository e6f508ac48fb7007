import type { Broker } from "@platformatic/kafka";
import type { SourceEvent } from "../stream/stream-source.ts";
import { type BrokerLoopOptions, runBrokerLoop } from "./broker-loop.ts";
import { createFetchApi } from "./fetch-api.ts";
import { reason } from "./open-error.ts";
import type { Partition } from "./partition.ts";

/** One loop for each broker that leads something to be read, and word of those that cannot be reached. */
export interface BrokerLoops {
  /** Starts loops for new leaders and ends those of brokers that lead nothing any more. */
  follow(brokers: ReadonlyMap<number, Broker>): void;
  close(): Promise<void>;
}

export interface BrokerLoopsOptions
  extends Omit<BrokerLoopOptions, "api" | "signal" | "address" | "partitions" | "onReachable" | "onUnreachable"> {
  /** The highest version of Fetch that the brokers understand. */
  readonly fetchVersion: number;
  /** All that is to be read now. */
  partitions(): Iterable<Partition>;
  onEvent(event: SourceEvent): void;
  /** A broker does not answer: perhaps another leads its partitions now. */
  onLost(): void;
  /** A loop ended by a mistake of this program. */
  onFailure(error: unknown): void;
}

export function createBrokerLoops(options: BrokerLoopsOptions): BrokerLoops {
  const loops = new Map<number, { readonly controller: AbortController; readonly done: Promise<void> }>();
  const ending = new Set<Promise<void>>();
  const unreachable = new Set<number>();
  let brokers: ReadonlyMap<number, Broker> = new Map();
  let away = false;

  function start(id: number): void {
    const controller = new AbortController();
    const done = runBrokerLoop({
      ...options,
      // Each connection has a place of its own for what it receives.
      api: createFetchApi(options.fetchVersion),
      signal: controller.signal,
      address: () => brokers.get(id),
      partitions: () => [...options.partitions()].filter(({ leader, held }) => leader === id && held === null),
      onReachable() {
        unreachable.delete(id);
        if (!away || unreachable.size > 0) return;
        away = false;
        options.onEvent({ kind: "reconnected" });
      },
      onUnreachable(cause) {
        if (!unreachable.has(id)) {
          unreachable.add(id);
          away = true;
          options.onEvent({ kind: "disconnected", cause: `${addressOf(brokers.get(id))}: ${reason(cause)}` });
        }
        options.onLost();
      },
    }).catch(options.onFailure);
    loops.set(id, { controller, done });
  }

  function end(id: number): void {
    const loop = loops.get(id);
    if (loop === undefined) return;
    loop.controller.abort();
    loops.delete(id);
    unreachable.delete(id);
    ending.add(loop.done);
    void loop.done.then(() => ending.delete(loop.done));
  }

  return {
    follow(view) {
      brokers = view;
      const leaders = new Set([...options.partitions()].flatMap(({ leader }) => leader ?? []));
      for (const id of [...loops.keys()]) if (!leaders.has(id)) end(id);
      for (const id of leaders) if (!loops.has(id)) start(id);
    },
    async close() {
      for (const id of [...loops.keys()]) end(id);
      await Promise.all(ending);
    },
  };
}

function addressOf(broker: Broker | undefined): string {
  return broker === undefined ? "?" : `${broker.host}:${broker.port}`;
}
