import { setTimeout as pause } from "node:timers/promises";
import { Admin } from "@platformatic/kafka";
import { type TiedProcess, tailOf } from "../lib/tied-process.ts";
import { ServiceError } from "../words.ts";
import type { KafkaNode } from "./layout.ts";

export interface Awaited {
  /** Each must answer, */
  readonly brokers: readonly KafkaNode[];
  /** and each must know all of these. */
  readonly known: readonly number[];
  /** None of these may end meanwhile. */
  readonly processes: readonly { readonly node: KafkaNode; readonly process: TiedProcess }[];
  readonly patience: number;
}

const BETWEEN_CALLS = 50;

/** Comes back when the brokers answer requests for metadata. Throws ServiceError with the end of a log. */
export async function untilReady({ brokers, known, processes, patience }: Awaited): Promise<void> {
  const deadline = performance.now() + patience;
  for (const node of brokers) {
    while (!(await answers(node, known))) {
      const ended = processes.find(({ process }) => !process.running());
      if (ended !== undefined) throw failed(ended.node);
      if (performance.now() > deadline) throw slow(node, patience);
      await pause(BETWEEN_CALLS);
    }
  }
}

async function answers({ ports }: KafkaNode, known: readonly number[]): Promise<boolean> {
  const admin = new Admin({
    clientId: "vitrina-services",
    // Not the plain listener: what is told of that one may be a proxy's address.
    bootstrapBrokers: [`127.0.0.1:${ports.internal}`],
    retries: 0,
    connectTimeout: 1000,
    requestTimeout: 2000,
  });
  try {
    const { brokers } = await admin.metadata({ topics: [] });
    return known.every((id) => brokers.has(id));
  } catch {
    return false;
  } finally {
    await admin.close().catch(() => undefined);
  }
}

function failed({ name, log }: KafkaNode): ServiceError {
  return new ServiceError((words) => words.process_failed({ name, log, tail: tailOf(log) }));
}

function slow({ log }: KafkaNode, patience: number): ServiceError {
  return new ServiceError((words) =>
    words.process_slow({ name: "Kafka", seconds: Math.round(patience / 1000), log, tail: tailOf(log) }),
  );
}
