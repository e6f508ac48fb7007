import { join } from "node:path";
import { type IngestSource, openIngestSource } from "../sources/http/ingest-source.ts";
import type { StreamSource } from "../sources/stream/stream-source.ts";
import type { StreamFlags } from "./commands/stream.ts";
import { type OpenSourceContext, openSource } from "./open-source.ts";
import { sourceKind } from "./stream-source-kind.ts";

export interface ServeSource {
  readonly source: StreamSource;
  /** Takes pushed sales in, at the server's own address; null for sources that read. */
  readonly ingest: IngestSource["ingest"] | null;
}

/** The source of a stream that a server runs: what is pushed comes through the server. */
export async function openServeSource(flags: StreamFlags, context: OpenSourceContext): Promise<ServeSource> {
  if (sourceKind(flags) !== "http") {
    const { source } = await openSource(flags, context);
    return { source, ingest: null };
  }
  const source = openIngestSource({
    spoolFolder: join(context.stateFolder, "inbox"),
    // The server has looked at who asks.
    guard: () => undefined,
  });
  return { source, ingest: source.ingest };
}
