import { serve as english } from "../../i18n/en/serve.ts";
import { serve as spanish } from "../../i18n/es/serve.ts";
import type { Api } from "../app.ts";
import { escapeHtml } from "../http/escape-html.ts";
import { languageOf } from "../http/problem.ts";
import type { ServerParts } from "../parts.ts";

/** The routes, for programs (/openapi.json) and for people (/api). */
export function addDocuments(api: Api, { shop }: ServerParts): void {
  const documented = () =>
    api.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "Vitrina", version: shop.version } });

  api.get("/openapi.json", (c) => c.json(documented()));

  api.get("/api", (c) => {
    const language = languageOf(c.req.raw);
    const words = language === "es" ? spanish : english;
    const routes = Object.entries(documented().paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods as Readonly<Record<string, Operation>>).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        ...operation,
      })),
    );
    const sections = routes.map(({ name, summary = "", parameters = [] }) => {
      const list = parameters.map((parameter) => parameter.name).join(", ") || words.api_none;
      return `<h2><code>${escapeHtml(name)}</code></h2><p>${escapeHtml(summary)}</p><p>${escapeHtml(words.api_parameters)}: ${escapeHtml(list)}</p>`;
    });
    return c.html(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(words.api_title)}</title>` +
        `<style>body{font:16px/1.5 system-ui;max-width:48rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}h2{font-size:1rem;margin:2rem 0 0}p{margin:.25rem 0}</style>` +
        `<h1>${escapeHtml(words.api_title)}</h1><p>${escapeHtml(words.api_intro)} <a href="/openapi.json">/openapi.json</a></p>${sections.join("")}</html>`,
    );
  });
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string }[];
}
