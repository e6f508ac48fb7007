import { SlowReader } from "../../sinks/live/live-feed.ts";
import type { ServerParts } from "../parts.ts";
import { createEventTexts } from "./event-texts.ts";
import { sseResponse } from "./sse.ts";

export interface LiveOptions {
  /** The last batch that the page has seen; null for one that begins. */
  readonly after: number | null;
  readonly masked: boolean;
}

const HEARTBEAT_MS = 15_000;
/** A page that takes nothing for so long is gone, or as good as gone. */
const STALLED_MS = 30_000;

/** Server-sent events of the stream: what a page missed or how things stand, then every change. */
export function liveResponse(parts: ServerParts, { after, masked }: LiveOptions): Response {
  const texts = createEventTexts(parts, masked);

  async function* events(signal: AbortSignal): AsyncGenerator<string> {
    const reader = parts.live.feed.subscribe(after === null ? {} : { after });
    const onEnd = () => reader.close();
    signal.addEventListener("abort", onEnd, { once: true });
    let seen = after ?? -1;
    try {
      // A page that was away reads on in the feed; all others begin with how things stand.
      const snapshot = after === null ? await texts.snapshot() : undefined;
      if (snapshot !== undefined) {
        seen = snapshot.batch;
        yield snapshot.text;
      }
      yield texts.status();
      for await (const event of reader) {
        if (event.kind === "snapshot") {
          if (after === null) continue;
          const again = await texts.snapshot();
          seen = again.batch;
          yield again.text;
        } else if (event.batch > seen || event.progress === null) {
          yield texts.batch(event);
        }
      }
    } catch (error) {
      if (!(error instanceof SlowReader)) throw error;
      yield "event: evicted\ndata: {}\n\n";
    } finally {
      signal.removeEventListener("abort", onEnd);
      reader.close();
    }
  }

  return sseResponse(events, {
    heartbeat: () => `event: heartbeat\ndata: ${JSON.stringify({ now: parts.now().toISOString() })}\n\n`,
    heartbeatMs: HEARTBEAT_MS,
    stalledMs: STALLED_MS,
    onStatus: (tell) => parts.stream.onStatus(() => tell(texts.status())),
  });
}
