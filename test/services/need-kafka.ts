import { beforeAll } from "vitest";
import type { KafkaVersion } from "../../services/kafka/jars.ts";
import type { Kafka, KafkaOptions } from "../../services/kafka/options.ts";
import { requireKafka, startKafka } from "../../services/kafka.ts";
import { canRun } from "./can-run.ts";
import { takeTurn } from "./turn.ts";

/** A real cluster for the tests of a file. */
export interface NeededKafka {
  /** False: every test of the file is skipped; hooks of its own that touch the cluster must look here first. */
  readonly available: boolean;
  /** There from the first hook or test on. */
  readonly cluster: Kafka;
}

/** Others may have the machine's places for brokers. */
const MOST_WAITING = 600_000;

/**
 * To be called once at the top of a test file. Without Java or the jars its tests are skipped and the reason is
 * printed, but where CI=true that is a failure.
 */
export function needKafka(options: KafkaOptions = {}): NeededKafka {
  let kafka: Kafka | undefined;
  const available = needKafkaPrograms(options.version);
  if (available) {
    beforeAll(async () => {
      const turn = await takeTurn();
      kafka = await startKafka({ jvm: QUICK, ...options }).catch((error: unknown) => {
        turn.end();
        throw error;
      });
      return async () => {
        await kafka?.close();
        turn.end();
      };
    }, MOST_WAITING);
  }
  return {
    available,
    get cluster() {
      if (kafka === undefined)
        throw new Error("There is no cluster: none is available, or this is before the first hook.");
      return kafka;
    },
  };
}

/** The same for tests that start a broker their own way. Returns whether they can. */
export function needKafkaPrograms(version?: KafkaVersion): boolean {
  return canRun(() => requireKafka(version));
}

/** Starts in a second, and is fast enough for anything but a benchmark. */
const QUICK = ["-XX:TieredStopAtLevel=1"];
