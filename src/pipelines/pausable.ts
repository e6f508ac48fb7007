import type { StreamSource } from "../sources/stream/stream-source.ts";

export interface Valve {
  readonly source: StreamSource;
  pause(): void;
  resume(): void;
}

/** A source that can be told to hand out nothing for a while; what it has meanwhile stays with it. */
export function pausable(source: StreamSource): Valve {
  let resumed: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;
  return {
    pause() {
      resumed ??= Promise.withResolvers<void>();
    },
    resume() {
      resumed?.resolve();
      resumed = undefined;
    },
    source: {
      ...source,
      async read(request) {
        if (resumed === undefined) return source.read(request);
        await Promise.race([resumed.promise, elapsed(request.waitMs, request.signal)]);
        // Nobody was looked at, so nobody counts as quiet.
        return { partitions: [], events: [], ended: false };
      },
    },
  };
}

function elapsed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}
