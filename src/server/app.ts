import { OpenAPIHono } from "@hono/zod-openapi";
import { UserError } from "../model/user-error.ts";
import { createGuard } from "../sources/http/trust.ts";
import type { Who } from "./access/access.ts";
import { finish } from "./http/finish.ts";
import { withSecurityHeaders } from "./http/headers.ts";
import { problemResponse } from "./http/problem.ts";
import { createRateLimit } from "./http/rate-limit.ts";
import type { ServerParts } from "./parts.ts";
import { addAnalyses } from "./routes/analyses.ts";
import { addDeadLetters } from "./routes/dead-letters.ts";
import { addDocuments } from "./routes/documents.ts";
import { addFields } from "./routes/fields.ts";
import { addFiles } from "./routes/files.ts";
import { addLate } from "./routes/late.ts";
import { addLive } from "./routes/live.ts";
import { addRuns } from "./routes/runs.ts";
import { addSales } from "./routes/sales.ts";
import { addSession } from "./routes/session.ts";
import { addShop } from "./routes/shop.ts";
import { addStream } from "./routes/stream.ts";
import { addSystem } from "./routes/system.ts";
import { addUsers } from "./routes/users.ts";
import { addWindows } from "./routes/windows.ts";
import { createWebFiles } from "./web-files.ts";

export interface ApiEnv {
  Variables: { who: Who | null };
}

export type Api = OpenAPIHono<ApiEnv>;

/** A server as a function: a request and who sent it, to an answer. It never throws. */
export type Answer = (request: Request, client: string) => Promise<Response>;

const USUAL_BODY_BYTES = 2 * 2 ** 20;
/** A page asks some twenty things at once when it opens. */
const PACE = { burst: 400, perSecond: 40 };
/** Passwords are guessed slower than they are typed. */
const LOGIN_PACE = { burst: 8, perSecond: 0.1 };
/** Whoever asks these restarts a server that gives no answer. */
const HEALTH_PATHS: readonly string[] = ["/healthz", "/readyz"];
/** Open to everybody who may reach the address: the page itself, and whether it works. */
const OPEN_PATHS: readonly string[] = ["/api/session", ...HEALTH_PATHS];
const DATA_PATHS = /^\/(?:api(?:\/|$)|metrics$|openapi\.json$|healthz$|readyz$)/;

export function createServerApp(parts: ServerParts): Answer {
  const guard = createGuard({ ...parts.trust, token: undefined });
  const pace = createRateLimit(PACE);
  const loginPace = createRateLimit(LOGIN_PACE);
  const api = createApi(parts);
  const webFiles = createWebFiles(parts.webFolder);

  async function answer(request: Request, client: string): Promise<Response> {
    guard(request);
    const { pathname } = new URL(request.url);
    const now = parts.now().getTime();
    if (!HEALTH_PATHS.includes(pathname)) pace.spend(client, now);
    if (!DATA_PATHS.test(pathname)) return webFiles(request);
    const isLogin = pathname === "/api/session" && request.method === "POST";
    if (isLogin) loginPace.spend(client, now);
    const who = parts.access.who(request);
    if (who === null && !OPEN_PATHS.includes(pathname)) throw new UserError("api_login_needed", {});
    limitBody(request, pathname);
    return api.fetch(request, { who });
  }

  return async (request, client) => {
    try {
      return withSecurityHeaders(await finish(request, await answer(request, client)));
    } catch (error) {
      if (!(error instanceof UserError)) parts.onFailure(error);
      return withSecurityHeaders(problemResponse(request, error));
    }
  };
}

/** Uploads and pushed sales are read piece by piece and have limits of their own. */
function limitBody(request: Request, pathname: string): void {
  if (pathname === "/api/files" || pathname === "/api/ingest") return;
  const length = request.headers.get("content-length");
  // Over a socket every other request has a body stream, also a DELETE that sends none.
  const hasNone = ["GET", "HEAD", "DELETE"].includes(request.method);
  const unknown = length === null && request.body !== null && !hasNone;
  if (unknown || Number(length) > USUAL_BODY_BYTES) {
    throw new UserError("api_body_too_large", { mebibytes: USUAL_BODY_BYTES / 2 ** 20 });
  }
}

function createApi(parts: ServerParts): Api {
  const api: Api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      throw new UserError("api_request", {
        field: (issue?.path ?? []).map(String).join(".").slice(0, 100),
        problem: issue?.code ?? "custom",
      });
    },
  });
  api.use(async (context, next) => {
    const { who } = context.env as { readonly who: Who | null };
    context.set("who", who);
    await next();
  });
  for (const add of ROUTES) add(api, parts);
  api.onError((error, { req }) => {
    const known = asUserError(error);
    if (known === null) parts.onFailure(error);
    return problemResponse(req.raw, known ?? error);
  });
  api.notFound(({ req }) => problemResponse(req.raw, notFound(api, req.method, req.path)));
  return api;
}

const ROUTES: readonly ((api: Api, parts: ServerParts) => void)[] = [
  addShop,
  addFields,
  addAnalyses,
  addWindows,
  addLive,
  addStream,
  addSales,
  addDeadLetters,
  addLate,
  addRuns,
  addFiles,
  addSession,
  addUsers,
  addSystem,
  addDocuments,
];

/** What the framework refuses by itself has a status: a body that is no JSON, or is not even said to be. */
function asUserError(error: Error): UserError | null {
  if (error instanceof UserError) return error;
  const status = "status" in error ? error.status : undefined;
  if (status === 400) return new UserError("api_json", {});
  if (status === 415) return new UserError("api_media_type", { expected: "application/json" });
  return null;
}

/** A path that there is, asked in another way than it can be. */
function notFound(api: Api, method: string, path: string): UserError {
  const allowed = api.routes.flatMap((route) =>
    route.path !== "/*" && matches(route.path, path) ? [route.method] : [],
  );
  const others = [...new Set(allowed)].filter((one) => one !== method && one !== "ALL");
  return others.length > 0
    ? new UserError("api_method", { method: method.slice(0, 20), allowed: others.join(", ") })
    : new UserError("api_path", { path: path.slice(0, 100) });
}

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(":") || part === given[index]);
}
