import { readFileSync } from "node:fs";

const SHEETS = ["tokens", "page", "panels", "charts", "bars", "tables"] as const;

/** The report's style sheet. */
export function reportStyles(): string {
  return SHEETS.map((name) => readFileSync(new URL(`styles/${name}.css`, import.meta.url), "utf8")).join("\n");
}
