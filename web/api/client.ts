import type { Problem } from "../../src/server/api/common.ts";

/** What an answer of the server that is no success says; `code` "offline" where there was no answer at all. */
export interface ApiProblem {
  readonly kind: "api-problem";
  readonly code: string;
  readonly status: number;
  /** One sentence in the page's language, or empty where there was no answer. */
  readonly detail: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Values of a query string; a list is repeated, what is null or undefined is left out. */
export type Params = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

interface Asked {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly params?: Params | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: Blob;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the API and gives its JSON (null for 204). Throws ApiProblem. */
export async function ask<Answer>(
  path: string,
  { method = "GET", params, json, body, signal }: Asked = {},
): Promise<Answer> {
  const headers: Record<string, string> = { "accept-language": document.documentElement.lang };
  if (json !== undefined) headers["content-type"] = "application/json";
  const sent = json === undefined ? body : JSON.stringify(json);
  const options = { method, headers, ...(sent === undefined ? {} : { body: sent }), ...(signal ? { signal } : {}) };
  const response = await fetch(addressOf(path, params), options).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw problemOf("offline", 0);
  });
  if (!response.ok) throw await readProblem(response);
  return (response.status === 204 ? null : await response.json()) as Answer;
}

/** `/api/query?category=Ropa&category=Hogar`, for links to files too. */
export function addressOf(path: string, params: Params = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue;
    for (const one of typeof value === "object" ? value : [value]) search.append(name, String(one));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return typeof error === "object" && error !== null && "kind" in error && error.kind === "api-problem";
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  return {
    ...problemOf(problem?.code ?? "unexpected", response.status),
    detail: problem?.detail ?? "",
    params: problem?.params ?? {},
  };
}

function problemOf(code: string, status: number): ApiProblem {
  return { kind: "api-problem", code, status, detail: "", params: {} };
}
