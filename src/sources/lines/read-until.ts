import type { ReadRequest } from "../stream/stream-source.ts";
import type { Waker } from "./waker.ts";

/** What a source does while it is asked for a batch. */
export interface Collecting {
  /** Takes what is there at once; true when the batch is to be cut, whatever was asked for. */
  collect(): Promise<boolean>;
  /** Records so far. */
  count(): number;
  /** How long to sleep at most before looking again; a waker ends the sleep before. */
  readonly pollMs: number;
  readonly waker: Waker;
}

/** Collects until the request is met: enough is there, its time is over, or it was aborted. */
export async function readUntil({ until, waitMs, signal }: ReadRequest, work: Collecting): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    if (await work.collect()) return;
    if (signal.aborted || (until === "any" && work.count() > 0)) return;
    const left = deadline - performance.now();
    if (left <= 0) return;
    await work.waker.wait(Math.min(left, work.pollMs), signal);
  }
}
