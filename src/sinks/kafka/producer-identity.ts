import { findErrorBy, type Producer } from "@platformatic/kafka";
import { pause } from "./pause.ts";

const STARTING_ATTEMPTS = 60;
const STARTING_PAUSE_MS = 500;
const STARTING = ["COORDINATOR_LOAD_IN_PROGRESS", "COORDINATOR_NOT_AVAILABLE", "NOT_COORDINATOR"];

/** A cluster that has just started answers, but for a while it has no producer ids to give. */
export async function producerIdentity(client: Producer): Promise<{ producerId: bigint; producerEpoch: number }> {
  const never = new AbortController().signal;
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.initIdempotentProducer({});
    } catch (error) {
      const starting = error instanceof Error && STARTING.some((id) => findErrorBy(error, "apiId", id) !== null);
      if (!starting || attempt === STARTING_ATTEMPTS) throw error;
    }
    await pause(STARTING_PAUSE_MS, never);
  }
}
