import type { BatchEvent, SnapshotEvent, StatusEvent } from "../../src/server/api/live.ts";
import { fetchStream } from "../api/stream.ts";
import { fetchWindows } from "../api/windows.ts";
import { FIRST, type LiveState, takeBatch, takeSnapshot, takeWindows } from "./live-state.ts";

export interface LiveConnection {
  /** The state as of the last frame. */
  current(): LiveState;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** The server sends a heartbeat each 15 s; a connection that says nothing for longer is dead. */
const SILENCE_MS = 40_000;
const WAITS_MS = [1000, 2000, 5000, 10_000];
/** As many windows as a snapshot brings. */
const WINDOWS = 120;

/**
 * The one connection of the console to /api/live. What comes is put together at once and told once per frame, so that
 * many updates a second cost one drawing.
 */
export function openLive(): LiveConnection {
  let state = FIRST;
  let shown = FIRST;
  let source: EventSource | undefined;
  let clockAhead = 0;
  let tries = 0;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  const listeners = new Set<() => void>();

  function connect(): void {
    source?.close();
    const after = state.batch === null ? "" : `?after=${state.batch}`;
    source = new EventSource(`/api/live${after}`);
    source.addEventListener("open", () => {
      tries = 0;
      change({ ...state, connection: "open" });
    });
    source.addEventListener("error", () => {
      change({ ...state, connection: "offline" });
      // The browser tries again by itself unless the server refused.
      if (source?.readyState === EventSource.CLOSED) again(WAITS_MS[Math.min(tries++, WAITS_MS.length - 1)] ?? 0);
    });
    hear<SnapshotEvent>("snapshot", (event) => {
      change(takeSnapshot(state, event, event.progress === null ? state.lastBatch : here(event.progress.time)));
      if (state.lastBatch === null && event.batch > 0) void askLastBatch();
    });
    hear<BatchEvent>("batch", (event) => {
      change(takeBatch(state, event, event.progress === null ? Date.now() : here(event.progress.time)));
      if (event.cut) void readAgain();
    });
    hear<StatusEvent>("status", ({ status }) => change({ ...state, status }));
    hear<{ now: string }>("heartbeat", ({ now }) => {
      clockAhead = Date.parse(now) - Date.now();
      if (state.connection !== "open") change({ ...state, connection: "open" });
    });
    again(SILENCE_MS);
  }

  function hear<Event>(name: string, take: (event: Event) => void): void {
    source?.addEventListener(name, (message: MessageEvent<string>) => {
      again(SILENCE_MS);
      take(JSON.parse(message.data) as Event);
    });
  }

  function again(ms: number): void {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(connect, ms);
  }

  /** A moment of the server's clock on this machine's. */
  function here(time: string): number {
    return Math.min(Date.parse(time) - clockAhead, Date.now());
  }

  async function readAgain(): Promise<void> {
    for (const query of Object.keys(state.windows)) {
      const answer = await fetchWindows(query, WINDOWS).catch(() => undefined);
      if (answer !== undefined) change(takeWindows(state, answer));
    }
  }

  /** A server that has just started tells no progress of a batch from before. */
  async function askLastBatch(): Promise<void> {
    const time = (await fetchStream().catch(() => undefined))?.last_batch ?? null;
    if (time !== null && state.lastBatch === null) change({ ...state, lastBatch: here(time) });
  }

  function change(next: LiveState): void {
    state = next;
    if (frame !== 0) return;
    // A hidden page draws no frames: it tells nobody until it is seen again.
    frame = requestAnimationFrame(() => {
      frame = 0;
      shown = state;
      for (const listener of listeners) listener();
    });
  }

  connect();
  return {
    current: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      source?.close();
    },
  };
}
