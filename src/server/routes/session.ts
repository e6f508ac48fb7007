import { requireRole } from "../access/access.ts";
import { auditRoute, loginRoute, logoutRoute, meRoute, putSettingsRoute, settingsRoute } from "../api/session.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";

const AUDIT_ENTRIES = 500;

export function addSession(api: Api, { access, audit, settings }: ServerParts): void {
  api.openapi(meRoute, (c) => c.json(access.describe(c.var.who), 200));

  api.openapi(loginRoute, async (c) => {
    const { who, cookie } = await access.login(c.req.valid("json"));
    await audit.note(who, "login", "");
    c.header("set-cookie", cookie);
    return c.json(access.describe(who), 200);
  });

  api.openapi(logoutRoute, (c) => {
    c.header("set-cookie", access.logout(c.req.raw));
    return c.body(null, 204);
  });

  api.openapi(settingsRoute, (c) => c.json(settings.get(), 200));

  api.openapi(putSettingsRoute, async (c) => {
    const who = requireRole(c.var.who, "admin");
    const next = c.req.valid("json");
    await settings.put(next);
    await audit.note(who, "settings", JSON.stringify(next));
    return c.json(next, 200);
  });

  api.openapi(auditRoute, async (c) => {
    requireRole(c.var.who, "admin");
    return c.json({ entries: await audit.latest(AUDIT_ENTRIES) }, 200);
  });
}
