import { UserError } from "../../model/user-error.ts";
import { prometheusText } from "../../sinks/stream/prometheus.ts";
import { requireRole } from "../access/access.ts";
import { healthRoute, ingestRoute, metricsRoute, readyRoute } from "../api/system.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";

export function addSystem(api: Api, { desk, stream, ingest, now }: ServerParts): void {
  api.openapi(healthRoute, (c) => {
    if (stream.status() === "failed") return c.json({ status: "failed" as const, reason: "stream" }, 503);
    return c.json({ status: "ok" as const, reason: null }, 200);
  });

  api.openapi(readyRoute, (c) => {
    const status = stream.status();
    if (status === "starting" || status === "failed") {
      return c.json({ status: "failed" as const, reason: `stream ${status}` }, 503);
    }
    return c.json({ status: "ok" as const, reason: null }, 200);
  });

  api.openapi(metricsRoute, (c) => {
    const text = prometheusText(stream.history(), { source: desk.definition.source, now: now() });
    return c.text(text, 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
  });

  // The body is read piece by piece, by whoever keeps it.
  api.openAPIRegistry.registerPath(ingestRoute);
  api.post(ingestRoute.path, (c) => {
    requireRole(c.var.who, "analyst");
    if (ingest === null) throw new UserError("api_no_ingest", { source: desk.definition.source });
    return ingest(c.req.raw);
  });
}
