import { isMeasure } from "../../model/measures.ts";
import type { Column } from "../../model/query.ts";
import type { ReportContext } from "./context.ts";
import { type Html, html } from "./html.ts";

/** Every measure among the columns, explained once. */
export function measureDefinitions(columns: readonly Column[], { vocabulary }: ReportContext): Html | null {
  const ids = columns.map((column) => column.id).filter(isMeasure);
  if (ids.length === 0) return null;
  const entries = ids.map((id) => {
    const { label, definition, formula } = vocabulary.measure(id);
    return html`<dt>${label}</dt><dd>${definition} <code>${formula}</code></dd>`;
  });
  return html`<dl>${entries}</dl>`;
}
