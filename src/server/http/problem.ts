import { errors as english } from "../../i18n/en/errors.ts";
import { errors as spanish } from "../../i18n/es/errors.ts";
import type { Language } from "../../i18n/language.ts";
import { type ErrorCode, UserError } from "../../model/user-error.ts";
import type { Problem } from "../api/common.ts";

/** Said in the language that the sender prefers. Only UserErrors say more than that something failed. */
export function problemResponse(request: Request, error: unknown): Response {
  const known: UserError = error instanceof UserError ? error : new UserError("api_failed", {});
  const params: Readonly<Record<string, unknown>> = { ...known.params };
  const status = statusOf(known.code);
  const language = languageOf(request);
  const problem: Problem = {
    type: `urn:vitrina:problem:${known.code}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: known.in(language === "es" ? spanish : english),
    code: known.code,
    params,
  };
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    "content-language": language,
    "cache-control": "no-store",
  };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if ("seconds" in params) headers["retry-after"] = String(params.seconds);
  if (known.code === "api_method" && "allowed" in params) headers.allow = String(params.allowed);
  return new Response(JSON.stringify(problem), { status, headers });
}

/** Both sentences of an error, for pages that show it in either language. */
export function sentencesOf(error: unknown): { en: string; es: string } {
  const known = error instanceof UserError ? error : new UserError("api_failed", {});
  return { en: known.in(english), es: known.in(spanish) };
}

/** What the sender prefers of what there is. */
export function languageOf({ headers }: Request): Language {
  const wanted = (headers.get("accept-language") ?? "")
    .split(",")
    .map((item) => {
      const [tag = "", ...settings] = item.trim().toLowerCase().split(";");
      const quality = settings
        .find((setting) => setting.trim().startsWith("q="))
        ?.trim()
        .slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality)
    .find(({ tag }) => /^(?:en|es)\b/.test(tag));
  return wanted?.tag.startsWith("es") === true ? "es" : "en";
}

/** What is not listed is about the state of things, not about the request. */
function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 409;
}

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  ingest_host: 403,
  ingest_origin: 403,
  api_role: 403,
  api_personal: 403,
  api_export: 403,
  api_login_needed: 401,
  api_login_refused: 401,
  api_path: 404,
  api_analysis_unknown: 404,
  api_run_unknown: 404,
  api_upload_unknown: 404,
  api_result_unknown: 404,
  api_user_unknown: 404,
  dead_letter_unknown: 404,
  late_unknown: 404,
  api_method: 405,
  api_request: 400,
  api_json: 400,
  api_name_unknown: 400,
  api_compare_open: 400,
  api_period: 400,
  api_period_order: 400,
  api_place: 400,
  api_mapping_incomplete: 400,
  control_request: 400,
  ingest_body_cut: 400,
  ingest_encoding: 415,
  ingest_bad_encoding: 400,
  api_media_type: 415,
  api_body_too_large: 413,
  ingest_body_too_large: 413,
  api_too_many: 429,
  api_readers: 503,
  api_failed: 500,
};

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
