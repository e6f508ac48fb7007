import type { StreamState } from "../engines/duckdb/stream/state.ts";
import type { BatchProgress } from "../model/stream/stream-progress.ts";
import { UserError } from "../model/user-error.ts";
import { createStreamHistory, type StreamSnapshot } from "../sinks/stream/stream-history.ts";
import type { StreamSink } from "../sinks/stream/stream-sink.ts";
import type { SourceEvent, StreamSource } from "../sources/stream/stream-source.ts";
import { pausable } from "./pausable.ts";
import { runStream, type Trigger } from "./stream.ts";

export type ShopStreamStatus = "starting" | "running" | "paused" | "stopped" | "failed";

/** A stream that others watch: how it stands, and a hand on the valve. */
export interface ShopStream {
  readonly started: Date;
  readonly trigger: Trigger;
  status(): ShopStreamStatus;
  /** Why it failed; null where it did not. */
  failure(): unknown;
  history(): StreamSnapshot;
  /** The latest batches, oldest first. */
  recent(): readonly BatchProgress[];
  /** What the source said, newest first. */
  events(): readonly TimedEvent[];
  /** @throws {UserError} api_ended */
  pause(): void;
  /** @throws {UserError} api_ended */
  resume(): void;
  /** Told after each change of the status; what comes back ends it. */
  onStatus(listener: (status: ShopStreamStatus) => void): () => void;
  /** Ends when the stream has; never throws. */
  readonly ended: Promise<void>;
}

export interface TimedEvent {
  readonly time: string;
  readonly event: SourceEvent;
}

export interface ShopStreamOptions {
  readonly source: StreamSource;
  readonly state: StreamState;
  readonly sinks: readonly StreamSink[];
  readonly trigger: Trigger;
  readonly idleMs: number | null;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

const MOST_RECENT = 300;
const MOST_EVENTS = 100;

/** Runs a stream beside whoever asks about it. A failure ends the stream and not the process: the figures stay. */
export function startShopStream(options: ShopStreamOptions): ShopStream {
  const { state, signal, now, trigger } = options;
  const history = createStreamHistory({
    watermarkSeconds: state.definition.watermarkSeconds,
    before: state.checkpoint().quality,
  });
  const valve = pausable(options.source);
  const recent: BatchProgress[] = [];
  const events: TimedEvent[] = [];
  const listeners = new Set<(status: ShopStreamStatus) => void>();
  let status: ShopStreamStatus = "starting";
  let failure: unknown = null;

  function become(next: ShopStreamStatus): void {
    if (next === status) return;
    status = next;
    for (const listener of listeners) listener(next);
  }

  function turn(next: "paused" | "running"): void {
    if (status === "stopped" || status === "failed") throw new UserError("api_ended", {});
    if (next === "paused") valve.pause();
    else valve.resume();
    become(next);
  }

  const source: StreamSource = {
    ...valve.source,
    async open(positions) {
      await valve.source.open(positions);
      if (status === "starting") become("running");
    },
  };

  const run = async (): Promise<void> => {
    try {
      await runStream({
        ...options,
        source,
        onProgress: (progress) => {
          recent.push(progress);
          if (recent.length > MOST_RECENT) recent.shift();
          history.add(progress);
        },
        onEvent: (event) => {
          events.unshift({ time: now().toISOString(), event });
          events.length = Math.min(events.length, MOST_EVENTS);
        },
      });
      become("stopped");
    } catch (error) {
      failure = error;
      become(signal.aborted ? "stopped" : "failed");
    }
  };

  return {
    started: now(),
    trigger,
    status: () => status,
    failure: () => failure,
    history: history.snapshot,
    recent: () => recent,
    events: () => events,
    pause: () => turn("paused"),
    resume: () => turn("running"),
    onStatus(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ended: run(),
  };
}
