import { describe, expect, it } from "vitest";
import { createWaker } from "./waker.ts";

const HOUR = 3_600_000;
const never = new AbortController().signal;

describe("createWaker", () => {
  it("ends a wait by a call, by time and by a signal", async () => {
    const waker = createWaker();
    const called = waker.wait(HOUR, never);
    waker.wake();
    await called;
    await waker.wait(1, never);
    const abort = new AbortController();
    const aborted = waker.wait(HOUR, abort.signal);
    abort.abort();
    await aborted;
    await waker.wait(HOUR, abort.signal);
  });

  it("does not lose a call that comes before the wait, and counts several as one", async () => {
    const waker = createWaker();
    waker.wake();
    waker.wake();
    await waker.wait(HOUR, never);
    let over = false;
    const second = waker.wait(HOUR, never).then(() => {
      over = true;
    });
    await new Promise(setImmediate);
    expect(over).toBe(false);
    waker.wake();
    await second;
  });
});
