import { afterAll, beforeAll } from "vitest";
import type { KafkaOptions } from "../../services/kafka/options.ts";
import { plainAccess } from "../../src/sources/kafka/access.ts";
import type { KafkaSourceOptions } from "../../src/sources/kafka/options.ts";
import { openKafkaSource } from "../../src/sources/kafka/source.ts";
import type { StreamSource } from "../../src/sources/stream/stream-source.ts";
import { needKafka } from "../services/need-kafka.ts";
import { type Hand, openHand } from "./hand.ts";

/** A real cluster, somebody who writes to it, and sources that are closed at the end. */
export interface Stage {
  readonly kafka: ReturnType<typeof needKafka>;
  readonly hand: Hand;
  open(
    topic: string,
    options?: Partial<KafkaSourceOptions>,
    positions?: ReadonlyMap<string, string>,
  ): Promise<StreamSource>;
}

/** To be called once at the top of a test file. */
export function setStage(options?: KafkaOptions): Stage {
  const kafka = needKafka(options);
  const open = new Set<StreamSource>();
  let hand: Hand | undefined;
  beforeAll(() => {
    if (kafka.available) hand = openHand(kafka.cluster.bootstrap);
  });
  afterAll(async () => {
    await Promise.all([...open].map((each) => each.close()));
    await hand?.close();
  });
  return {
    kafka,
    get hand() {
      if (hand === undefined) throw new Error("The cluster is there from beforeAll on.");
      return hand;
    },
    async open(topic, options = {}, positions = new Map()) {
      const source = openKafkaSource({
        access: plainAccess(kafka.cluster.bootstrap),
        topics: [topic],
        from: "earliest",
        group: null,
        onGap: "fail",
        refreshMs: 300,
        ...options,
      });
      open.add(source);
      await source.open(positions);
      return source;
    },
  };
}

/** Sales that differ by a number. */
export function sales(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `{"id":${from + n}}`);
}

/** [from, to) */
export function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, n) => from + n);
}
