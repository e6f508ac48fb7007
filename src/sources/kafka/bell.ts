/** Wakes whoever waits for something to change; they look again for what they need. */
export interface Bell {
  ring(): void;
  /** Until the next ring, `milliseconds` or the signal's abort. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const wake of [...waiting]) wake();
    },
    wait(milliseconds, signal) {
      return new Promise((resolve) => {
        const timer = setTimeout(wake, milliseconds);
        function wake(): void {
          clearTimeout(timer);
          signal?.removeEventListener("abort", wake);
          waiting.delete(wake);
          resolve();
        }
        waiting.add(wake);
        signal?.addEventListener("abort", wake);
        if (signal?.aborted) wake();
      });
    },
  };
}
