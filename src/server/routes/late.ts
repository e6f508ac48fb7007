import { lastWindowEnd } from "../../model/stream/watermark.ts";
import { requireRole } from "../access/access.ts";
import { applyRoute, lateRoute, savingsRoute } from "../api/late.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { isMasked } from "./narrowed.ts";
import { isPersonalQuery } from "./windows.ts";

export function addLate(api: Api, { desk, aside, audit }: ServerParts): void {
  const { definition } = desk;

  api.openapi(lateRoute, async (c) => {
    const { waiting, before = null, limit } = c.req.valid("query");
    const found = await desk.late({ waiting: waiting === "true", before, limit });
    return c.json(
      {
        waiting: found.waiting,
        applied: found.applied,
        sales: found.sales.map((sale) => {
          const closed = lastWindowEnd(Date.parse(sale.event_time), definition);
          return { ...sale, late_by_seconds: Math.max(0, (Date.parse(sale.watermark) - closed) / 1000) };
        }),
        next: found.sales.length < limit ? null : (found.sales.at(-1)?.id ?? null),
      },
      200,
    );
  });

  api.openapi(savingsRoute, async (c) => {
    const { recorded, steps } = await desk.lateSavings();
    return c.json({ watermark_seconds: definition.watermarkSeconds, recorded, steps: [...steps] }, 200);
  });

  api.openapi(applyRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    const { ids } = c.req.valid("json");
    const { accepted, duplicate, changed, windows } = await aside.applyLate(ids);
    await audit.note(who, "apply_late", ids === null ? "all" : `${ids.length}`);
    const shown = windows.filter(({ query }) => !(isPersonalQuery(query) && isMasked(who)));
    return c.json({ accepted, duplicate, windows_changed: changed, windows: shown }, 200);
  });
}
