/** Lets one waiter sleep until something happens; a call that comes before the waiter is not lost. */
export interface Waker {
  wake(): void;
  /** Comes back after a wake, after so many milliseconds, or when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export function createWaker(): Waker {
  let called = false;
  let waiter: (() => void) | undefined;
  return {
    wake() {
      called = true;
      waiter?.();
    },
    async wait(milliseconds, signal) {
      if (!called && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          const done = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", done);
            resolve();
          };
          signal.addEventListener("abort", done);
          waiter = done;
        });
        waiter?.();
        waiter = undefined;
      }
      called = false;
    },
  };
}
