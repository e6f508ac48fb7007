import { setTimeout as pause } from "node:timers/promises";

/** How often, and after how long, what may be repeated is repeated. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly factor: number;
  readonly mostPauseMs: number;
}

export const USUAL_POLICY: RetryPolicy = { attempts: 6, firstPauseMs: 200, factor: 2, mostPauseMs: 5000 };

interface Repeating {
  readonly policy: RetryPolicy;
  readonly passes: (error: unknown) => boolean;
  readonly signal: AbortSignal;
}

/** Repeats `work` while its error is one that may pass. Throws the last one. */
export async function repeated<T>(work: () => Promise<T>, { policy, passes, signal }: Repeating): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (failures >= policy.attempts || !passes(error)) throw error;
      await pauseAfter(failures, policy, signal);
    }
  }
}

export async function pauseAfter(failures: number, policy: RetryPolicy, signal: AbortSignal): Promise<void> {
  const wait = policy.firstPauseMs * policy.factor ** (failures - 1);
  await pause(Math.min(policy.mostPauseMs, wait), undefined, { signal });
}
