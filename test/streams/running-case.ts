import { setImmediate } from "node:timers/promises";
import type { StreamState } from "../../src/engines/duckdb/stream/state.ts";
import { runStream } from "../../src/pipelines/stream.ts";
import { openControl } from "../../src/server/control/open-control.ts";
import type { StreamSource } from "../../src/sources/stream/stream-source.ts";
import { type ListSourceOptions, listSource } from "./list-source.ts";
import type { openStreamCase } from "./stream-case.ts";

type StreamCase = Awaited<ReturnType<typeof openStreamCase>>;

/** A stream that runs in this process until it is disposed of, with its control address open. */
export async function runWithControl(stream: StreamCase, state: StreamState, listed: ListSourceOptions) {
  const stop = new AbortController();
  const inner = listSource({ ...listed, endless: true });
  let reads = 0;
  let toldStarted = () => {};
  const started = new Promise<void>((resolve) => {
    toldStarted = resolve;
  });
  const source: StreamSource = {
    ...inner,
    async read(request) {
      // A list is read at once: others must have their turn too.
      await setImmediate();
      reads += 1;
      // The third read begins when what the first one brought is committed.
      if (reads === 3) toldStarted();
      return inner.read(request);
    },
  };
  const control = await openControl({ folder: stream.folder, state });
  const running = runStream({
    source,
    state,
    sinks: [stream.sink],
    trigger: { kind: "continuous" },
    idleMs: null,
    signal: stop.signal,
  });
  await Promise.race([started, running]);
  return {
    address: control.address,
    async [Symbol.asyncDispose](): Promise<void> {
      stop.abort();
      await running;
      await control.close();
    },
  };
}
