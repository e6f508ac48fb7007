import { UserError } from "../../model/user-error.ts";
import type { RunPlace } from "../../pipelines/run-folder.ts";
import type { DeskOperations } from "../../pipelines/stream-desk.ts";
import { readBody } from "../../sources/http/read-body.ts";
import { createGuard } from "../../sources/http/trust.ts";
import { isOperation, OPERATIONS } from "./operations.ts";
import type { Greeting, Problem } from "./wire.ts";

export interface ControlAnswers {
  readonly desk: DeskOperations;
  readonly runs: RunPlace;
  readonly host: string;
  readonly token: string;
  readonly greeting: Greeting;
}

/** A retry of many large records, in base64. */
const MOST_BODY_BYTES = 64 * 2 ** 20;
const PATH = "/control/";

/** POST /control/{operation}: JSON in, JSON out; GET /control/ says who answers. Always with the token. */
export function answerControl({
  desk,
  runs,
  host,
  token,
  greeting,
}: ControlAnswers): (request: Request) => Promise<Response> {
  const guard = createGuard({ host, token, allowedHosts: [] });

  async function carryOut(request: Request): Promise<unknown> {
    guard(request);
    const { pathname } = new URL(request.url);
    const name = pathname.startsWith(PATH) ? pathname.slice(PATH.length) : undefined;
    if (name === "" && request.method === "GET") return greeting;
    if (name === undefined || !isOperation(name)) throw new UserError("ingest_path", { path: pathname.slice(0, 100) });
    if (request.method !== "POST") throw new UserError("ingest_method", { method: request.method.slice(0, 20) });
    return OPERATIONS[name](desk, await jsonOf(request), runs);
  }

  return async (request) => {
    try {
      return json(200, "application/json", (await carryOut(request)) ?? null);
    } catch (error) {
      const known = error instanceof UserError ? error : new UserError("control_failed", { cause: causeOf(error) });
      const problem = problemOf(known);
      return json(problem.status, "application/problem+json", problem);
    }
  };
}

async function jsonOf(request: Request): Promise<unknown> {
  const body = await readBody(request, MOST_BODY_BYTES, () => undefined);
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new UserError("control_request", { what: "JSON" });
  }
}

function problemOf(error: UserError): Problem {
  const { code, params, message } = error;
  const [status, title] = STATUS[code] ?? [409, "Conflict"];
  return { type: `urn:vitrina:problem:${code}`, title, status, detail: message, code, params };
}

/** All that is not listed is about the state of things, not about the request. */
const STATUS: Readonly<Partial<Record<UserError["code"], readonly [number, string]>>> = {
  ingest_host: [403, "Forbidden"],
  ingest_origin: [403, "Forbidden"],
  ingest_no_token: [401, "Unauthorized"],
  ingest_wrong_token: [401, "Unauthorized"],
  ingest_path: [404, "Not Found"],
  ingest_method: [405, "Method Not Allowed"],
  ingest_encoding: [415, "Unsupported Media Type"],
  ingest_bad_encoding: [400, "Bad Request"],
  ingest_body_cut: [400, "Bad Request"],
  ingest_body_too_large: [413, "Content Too Large"],
  control_request: [400, "Bad Request"],
  dead_letter_unknown: [404, "Not Found"],
  late_unknown: [404, "Not Found"],
  control_failed: [500, "Internal Server Error"],
};

function json(status: number, type: string, value: unknown): Response {
  const headers: Record<string, string> = { "content-type": type, "cache-control": "no-store" };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (status === 405) headers.allow = "POST";
  // What is left of a body that was not read is of no use.
  if (status >= 400) headers.connection = "close";
  return new Response(JSON.stringify(value), { status, headers });
}

function causeOf(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).trim().split(/[\r\n]/, 1);
  return line.slice(0, 300);
}
