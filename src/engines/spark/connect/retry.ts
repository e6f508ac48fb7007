import { setTimeout as delay } from "node:timers/promises";
import { backoffMs, type Chance, isRetryable, type RetryPolicy } from "./retry-policy.ts";

/** Calls again while the policy allows and the error is one of the network's. Throws the last error. */
export async function withRetry<Result>(
  call: () => Promise<Result>,
  policy: RetryPolicy,
  { sleep, random }: Chance = realChance,
  signal?: AbortSignal,
): Promise<Result> {
  for (let retry = 0; ; retry++) {
    try {
      return await call();
    } catch (error) {
      if (retry >= policy.maxRetries || signal?.aborted || !isRetryable(error, policy)) throw error;
      await sleep(backoffMs(policy, retry, random(), error), signal);
    }
  }
}

export const realChance: Chance = {
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  },
  random: Math.random,
};
