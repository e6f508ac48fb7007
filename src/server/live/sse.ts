export interface SseOptions {
  readonly heartbeat: () => string;
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is dropped. */
  readonly stalledMs: number;
  /** Takes a function that tells something out of turn; returns one that takes it back. */
  readonly onStatus: (tell: (text: string) => void) => () => void;
}

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  // Proxies must not collect what is meant to come at once.
  "x-accel-buffering": "no",
};

/**
 * An endless answer. Events are made only as fast as they are taken; when the reader goes, stalls or the events end, the
 * signal of `events` is aborted and nothing is left behind.
 */
export function sseResponse(events: (signal: AbortSignal) => AsyncGenerator<string>, options: SseOptions): Response {
  const { heartbeat, heartbeatMs, stalledMs, onStatus } = options;
  const end = new AbortController();
  const encoder = new TextEncoder();
  let wanted: (() => void) | undefined;
  let beat: NodeJS.Timeout | undefined;
  let takeBack: (() => void) | undefined;

  function leave(): void {
    clearInterval(beat);
    takeBack?.();
    end.abort();
    wanted?.();
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if (!end.signal.aborted) controller.enqueue(encoder.encode(text));
        };
        // Out of turn: small, rare and worth more than its place. A reader that is full gets none.
        const interject = (text: string) => {
          if ((controller.desiredSize ?? 0) > 0) send(text);
        };
        beat = setInterval(() => interject(heartbeat()), heartbeatMs);
        takeBack = onStatus(interject);
        send("retry: 2000\n\n");
        const run = async () => {
          for await (const text of events(end.signal)) {
            if (end.signal.aborted) break;
            send(text);
            if ((controller.desiredSize ?? 0) <= 0 && !(await taken())) break;
          }
        };
        run().then(
          () => {
            if (!end.signal.aborted) controller.close();
            leave();
          },
          (error: unknown) => {
            if (!end.signal.aborted) controller.error(error);
            leave();
          },
        );
      },
      pull() {
        wanted?.();
      },
      cancel: leave,
    },
    new CountQueuingStrategy({ highWaterMark: 8 }),
  );

  /** Whether what was sent is taken in time. */
  function taken(): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (inTime: boolean) => {
        clearTimeout(timer);
        wanted = undefined;
        resolve(inTime && !end.signal.aborted);
      };
      const timer = setTimeout(() => done(false), stalledMs);
      wanted = () => done(true);
    });
  }

  return new Response(body, { headers: HEADERS });
}
