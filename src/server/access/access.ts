import { createHash, timingSafeEqual } from "node:crypto";
import { UserError } from "../../model/user-error.ts";
import type { Me } from "../api/session.ts";
import type { Role } from "../api/shop.ts";
import { SESSION_COOKIE, SESSION_SECONDS, type SessionOwner, type Sessions } from "./sessions.ts";
import type { UserStore } from "./user-store.ts";

/** Who asks. `name`: null for whoever has the token, or needs none. */
export interface Who {
  readonly name: string | null;
  readonly role: Role;
}

export interface Access {
  /** Null where nobody is logged in and somebody must be. */
  who(request: Request): Who | null;
  /** What a page needs to know of it. */
  describe(who: Who | null): Me;
  /** The cookie to set. @throws {UserError} api_login_refused */
  login(given: { readonly token: string } | { readonly name: string; readonly password: string }): Promise<{
    readonly who: Who;
    readonly cookie: string;
  }>;
  /** Ends the session of a request; the cookie that clears it. */
  logout(request: Request): string;
  readonly users: UserStore;
}

export interface AccessOptions {
  readonly token: string | undefined;
  readonly users: UserStore;
  readonly sessions: Sessions;
  readonly viewersMayExport: () => boolean;
  readonly now: () => Date;
}

const RANK: Readonly<Record<Role, number>> = { viewer: 0, analyst: 1, admin: 2 };

export function createAccess({ token, users, sessions, viewersMayExport, now }: AccessOptions): Access {
  const tokenVersion = token === undefined ? 0 : digest(token).readUIntBE(0, 6);
  const isOpen = () => token === undefined && users.list().length === 0;
  const isToken = (given: string) => token !== undefined && timingSafeEqual(digest(given), digest(token));

  function ofSession({ name, version }: SessionOwner): Who | null {
    // The token's session is over when the token is another.
    if (name === null) return token !== undefined && version === tokenVersion ? { name: null, role: "admin" } : null;
    const user = users.find(name);
    return user?.version === version ? { name, role: user.role } : null;
  }

  return {
    users,
    who(request) {
      if (isOpen()) return { name: null, role: "admin" };
      const [, sent] = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
      if (sent !== undefined) return isToken(sent) ? { name: null, role: "admin" } : null;
      const cookie = cookieOf(request);
      const owner = cookie === undefined ? undefined : sessions.owner(cookie, now().getTime());
      return owner === undefined ? null : ofSession(owner);
    },
    describe(who) {
      const login = isOpen() ? "none" : users.list().length > 0 ? "users" : "token";
      const may = (role: Role) => who !== null && RANK[who.role] >= RANK[role];
      return {
        logged_in: who !== null,
        login,
        name: who?.name ?? null,
        role: who?.role ?? null,
        can: {
          export: may("analyst") || (who !== null && viewersMayExport()),
          personal_data: may("analyst"),
          change: may("analyst"),
          administer: may("admin"),
        },
      };
    },
    async login(given) {
      const at = now().getTime();
      if ("token" in given) {
        if (!isToken(given.token)) throw new UserError("api_login_refused", {});
        const value = sessions.begin({ name: null, version: tokenVersion }, at);
        return { who: { name: null, role: "admin" }, cookie: cookieText(value, SESSION_SECONDS) };
      }
      const user = await users.check(given.name, given.password);
      if (user === undefined) throw new UserError("api_login_refused", {});
      const value = sessions.begin({ name: user.name, version: user.version }, at);
      return { who: { name: user.name, role: user.role }, cookie: cookieText(value, SESSION_SECONDS) };
    },
    logout(request) {
      const cookie = cookieOf(request);
      if (cookie !== undefined) sessions.end(cookie);
      return cookieText("", 0);
    },
  };
}

/** @throws {UserError} api_login_needed, api_role */
export function requireRole(who: Who | null, role: Role): Who {
  if (who === null) throw new UserError("api_login_needed", {});
  if (RANK[who.role] < RANK[role]) throw new UserError("api_role", { role });
  return who;
}

/** Not sent with requests that begin on another site, and out of reach of scripts. */
function cookieText(value: string, seconds: number): string {
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
}

function cookieOf({ headers }: Request): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === SESSION_COOKIE)?.[1];
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
