import { UserError } from "../../model/user-error.ts";
import { type IngestSource, type IngestSourceOptions, openIngestSource } from "./ingest-source.ts";
import { type Listener, listen } from "./listen.ts";
import { refusalResponse } from "./refusal.ts";
import { createGuard, isLoopback } from "./trust.ts";

export interface HttpSourceOptions extends Omit<IngestSourceOptions, "guard"> {
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Needed where other machines can reach the address. */
  readonly token?: string;
  readonly allowedHosts?: readonly string[];
  readonly maxConnections?: number;
}

export interface HttpSource extends IngestSource {
  /** Such as http://127.0.0.1:4041, once it is open. */
  readonly address: string | undefined;
}

/**
 * Listens for sales: POST /api/ingest. `open` begins to listen and may throw UserError http_address_taken,
 * http_not_listening or spool_….
 * @throws {UserError} http_needs_token
 */
export function openHttpSource({
  host = "127.0.0.1",
  port,
  token,
  allowedHosts = [],
  maxConnections = 128,
  ...options
}: HttpSourceOptions): HttpSource {
  if (!isLoopback(host) && !token) throw new UserError("http_needs_token", { host });
  const guard = createGuard({ host, token, allowedHosts });
  const source = openIngestSource({ ...options, guard });
  let listener: Listener | undefined;

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/ingest") return source.ingest(request);
    try {
      guard(request);
      throw new UserError("ingest_path", { path: pathname.slice(0, 100) });
    } catch (error) {
      if (error instanceof UserError) return refusalResponse(request, error);
      throw error;
    }
  }

  return {
    ...source,
    get address() {
      return listener?.address;
    },
    async open(positions) {
      await source.open(positions);
      try {
        listener = await listen(answer, { host, port, maxConnections });
      } catch (error) {
        await source.close();
        throw error;
      }
    },
    async close() {
      await listener?.close();
      await source.close();
    },
  };
}
