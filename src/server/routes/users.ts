import { requireRole } from "../access/access.ts";
import { putUserRoute, removeUserRoute, type Users, usersRoute } from "../api/session.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";

export function addUsers(api: Api, { access: { users }, audit, now }: ServerParts): void {
  const list = (): Users => ({ users: users.list().map(({ name, role, created }) => ({ name, role, created })) });

  api.openapi(usersRoute, (c) => {
    requireRole(c.var.who, "admin");
    return c.json(list(), 200);
  });

  api.openapi(putUserRoute, async (c) => {
    const who = requireRole(c.var.who, "admin");
    const user = c.req.valid("json");
    await users.put(user, now());
    await audit.note(who, "user", `${user.name}: ${user.role}`);
    return c.json(list(), 200);
  });

  api.openapi(removeUserRoute, async (c) => {
    const who = requireRole(c.var.who, "admin");
    const { name } = c.req.valid("param");
    await users.remove(name);
    await audit.note(who, "remove_user", name);
    return c.json(list(), 200);
  });
}
