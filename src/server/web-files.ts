import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { serve as english } from "../i18n/en/serve.ts";
import { serve as spanish } from "../i18n/es/serve.ts";
import { UserError } from "../model/user-error.ts";
import { escapeHtml } from "./http/escape-html.ts";
import { languageOf } from "./http/problem.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".map": "application/json",
  ".txt": "text/plain; charset=utf-8",
};

/** The built console. What names no file is a view of the page, which finds its way itself. */
export function createWebFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new UserError("api_method", { method: request.method.slice(0, 20), allowed: "GET, HEAD" });
    }
    const { pathname } = new URL(request.url);
    const path = pathIn(folder, pathname);
    const type = path === undefined ? undefined : TYPES[extname(path).toLowerCase()];
    if (path !== undefined && type !== undefined) {
      const file = await readFile(path).catch(() => undefined);
      if (file !== undefined) return fileResponse(file, type, pathname.startsWith("/assets/"));
    }
    if (extname(pathname) !== "") throw new UserError("api_path", { path: pathname.slice(0, 100) });
    const page = await readFile(join(folder, "index.html")).catch(() => undefined);
    return page === undefined ? notBuilt(request) : fileResponse(page, TYPES[".html"] ?? "", false);
  };
}

/** Undefined for what would lead out of the folder, or is hidden. */
function pathIn(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (/[\0\\]/.test(decoded) || decoded.split("/").some((part) => part.startsWith("."))) return undefined;
  const path = normalize(join(folder, decoded));
  return path.startsWith(`${normalize(folder)}${sep}`) ? path : undefined;
}

/** Names under /assets/ change with their content. */
function fileResponse(file: Buffer, type: string, lasting: boolean): Response {
  const cache = lasting ? "public, max-age=31536000, immutable" : "no-cache";
  return new Response(new Uint8Array(file), { headers: { "content-type": type, "cache-control": cache } });
}

function notBuilt(request: Request): Response {
  const language = languageOf(request);
  const words = language === "es" ? spanish : english;
  const text = (sentence: string) => escapeHtml(sentence);
  return new Response(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(words.page_title)}</title>` +
      `<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}</style>` +
      `<h1>${text(words.page_not_built)}</h1><p>${text(words.page_build)} <a href="/api">/api</a></p></html>`,
    { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } },
  );
}
