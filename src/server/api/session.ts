import { createRoute, z } from "@hono/zod-openapi";
import { Instant, json, jsonBody, problems } from "./common.ts";
import { Role } from "./shop.ts";

/** Who asks. Without token and users, everybody on this machine is `admin` and needs no login. @public */
export const Me = z
  .object({
    logged_in: z.boolean(),
    login: z.enum(["none", "token", "users"]).openapi({ description: "What a login would need." }),
    name: z.string().nullable(),
    role: Role.nullable(),
    can: z.object({ export: z.boolean(), personal_data: z.boolean(), change: z.boolean(), administer: z.boolean() }),
  })
  .openapi("Me");
/** @public */
export type Me = z.infer<typeof Me>;

const Name = z.string().trim().min(1).max(60);
const Password = z.string().min(10).max(200);

/** @public */
export const User = z.object({ name: Name, role: Role, created: Instant }).openapi("User");
/** @public */
export const Users = z.object({ users: z.array(User) }).openapi("Users");
/** @public */
export type Users = z.infer<typeof Users>;

export const meRoute = createRoute({
  method: "get",
  path: "/api/session",
  summary: "Who asks, and what they may",
  responses: { 200: json(Me, "Who asks."), ...problems },
});

export const loginRoute = createRoute({
  method: "post",
  path: "/api/session",
  summary: "Logs in, with a name and password or the server's token; sets an HttpOnly cookie",
  request: {
    body: jsonBody(
      z.union([z.object({ token: z.string().max(500) }), z.object({ name: Name, password: z.string().max(200) })]),
    ),
  },
  responses: { 200: json(Me, "Logged in."), ...problems },
});

export const logoutRoute = createRoute({
  method: "delete",
  path: "/api/session",
  summary: "Logs out",
  responses: { 204: { description: "Logged out." }, ...problems },
});

export const usersRoute = createRoute({
  method: "get",
  path: "/api/users",
  summary: "Who may log in (admin)",
  responses: { 200: json(Users, "The users."), ...problems },
});

export const putUserRoute = createRoute({
  method: "post",
  path: "/api/users",
  summary: "Adds a user, or gives one another role or password; the first must be an admin (admin)",
  request: { body: jsonBody(z.object({ name: Name, role: Role, password: Password })) },
  responses: { 200: json(Users, "The users."), ...problems },
});

export const removeUserRoute = createRoute({
  method: "delete",
  path: "/api/users/{name}",
  summary: "Removes a user and ends their sessions; the last admin stays (admin)",
  request: { params: z.object({ name: z.string().max(60) }) },
  responses: { 200: json(Users, "The users."), ...problems },
});

/** @public */
export const Settings = z.object({ name: z.string().max(80), viewers_may_export: z.boolean() }).openapi("Settings");
/** @public */
export type Settings = z.infer<typeof Settings>;

export const settingsRoute = createRoute({
  method: "get",
  path: "/api/settings",
  summary: "What can be set here",
  responses: { 200: json(Settings, "The settings."), ...problems },
});

export const putSettingsRoute = createRoute({
  method: "put",
  path: "/api/settings",
  summary: "Sets them (admin)",
  request: { body: jsonBody(Settings) },
  responses: { 200: json(Settings, "The settings."), ...problems },
});

/** @public */
export const Audit = z
  .object({
    entries: z.array(
      z.object({ time: Instant, name: z.string().nullable(), role: Role, action: z.string(), detail: z.string() }),
    ),
  })
  .openapi("Audit", { description: "Newest first: retries, drops, applied late sales, uploads, logins, settings." });
/** @public */
export type Audit = z.infer<typeof Audit>;

export const auditRoute = createRoute({
  method: "get",
  path: "/api/audit",
  summary: "Who changed what (admin)",
  responses: { 200: json(Audit, "The latest entries."), ...problems },
});
