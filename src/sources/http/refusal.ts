import type { ErrorMessages } from "../../i18n/en/errors.ts";
import { errors as spanish } from "../../i18n/es/errors.ts";
import type { UserError } from "../../model/user-error.ts";

type RefusalCode = Extract<keyof ErrorMessages, `ingest_${string}`>;

const STATUS: Readonly<Record<RefusalCode, number>> = {
  ingest_path: 404,
  ingest_method: 405,
  ingest_host: 403,
  ingest_origin: 403,
  ingest_no_token: 401,
  ingest_wrong_token: 401,
  ingest_media_type: 415,
  ingest_encoding: 415,
  ingest_bad_encoding: 400,
  ingest_body_cut: 400,
  ingest_body_too_large: 413,
  ingest_line_too_long: 413,
  ingest_too_deep: 400,
  ingest_not_json: 400,
  ingest_bad_key: 400,
  ingest_key_reused: 422,
  ingest_busy: 429,
  ingest_not_kept: 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** Says why a request was not taken: problem+json (RFC 9457), its detail in the language the sender prefers. */
export function refusalResponse(request: Request, error: UserError): Response {
  const status = isRefusal(error.code) ? STATUS[error.code] : 500;
  const inSpanish = /^\s*es\b/i.test(request.headers.get("accept-language") ?? "");
  const problem = {
    type: `urn:vitrina:problem:${error.code}`,
    title: TITLES[status] ?? "Internal Server Error",
    status,
    detail: inSpanish ? error.in(spanish) : error.message,
  };
  return new Response(JSON.stringify(problem), { status, headers: headersOf(error, inSpanish) });
}

function headersOf(error: UserError, inSpanish: boolean): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    "content-language": inSpanish ? "es" : "en",
    "cache-control": "no-store",
    // What is left of the body is of no use.
    connection: "close",
  };
  if (error.code === "ingest_busy" && "seconds" in error.params) headers["retry-after"] = String(error.params.seconds);
  if (error.code === "ingest_method") headers.allow = "POST";
  if (error.code === "ingest_no_token" || error.code === "ingest_wrong_token") headers["www-authenticate"] = "Bearer";
  return headers;
}

function isRefusal(code: string): code is RefusalCode {
  return Object.hasOwn(STATUS, code);
}
