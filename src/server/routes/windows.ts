import { UserError } from "../../model/user-error.ts";
import { windowsRoute } from "../api/windows.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { isMasked } from "./narrowed.ts";

export function addWindows(api: Api, { desk }: ServerParts): void {
  const { queries } = desk.definition;

  api.openapi(windowsRoute, async (c) => {
    const { query, from, to, after, windows } = c.req.valid("query");
    if (!queries.includes(query)) throw new UserError("api_name_unknown", { name: query, known: queries.join(", ") });
    if (isPersonalQuery(query) && isMasked(c.var.who)) throw new UserError("api_personal", {});
    const finalUntil = desk.finalUntil();
    // One more than asked for begins the next page.
    const start = after ?? from;
    const { batch, value: rows } = await desk.windows({
      query,
      from: start === undefined ? null : Date.parse(start),
      to: to === undefined ? null : Date.parse(to),
      windows: start === undefined ? windows : windows + 1,
    });
    const starts = [...new Set(rows.map(({ window_start }) => window_start))];
    const next = start === undefined ? null : (starts[windows] ?? null);
    return c.json(
      {
        query,
        batch,
        final_until: finalUntil === null ? null : new Date(finalUntil).toISOString(),
        rows: rows.filter(({ window_start }) => window_start !== next),
        next,
      },
      200,
    );
  });
}

/** Its keys are people. */
export function isPersonalQuery(query: string): boolean {
  return query === "by_customer_id";
}
