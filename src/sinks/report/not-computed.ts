import type { AnalysisOutcome } from "../../model/result.ts";
import type { ReportContext } from "./context.ts";
import { type Html, html } from "./html.ts";

/** The analyses that lack a column of the shop's files, and how to name the columns for all of them. */
export function notComputed(
  analyses: readonly Extract<AnalysisOutcome, { kind: "unavailable" }>[],
  { vocabulary, words }: ReportContext,
): Html | null {
  if (analyses.length === 0) return null;
  const columns = [...new Set(analyses.flatMap((analysis) => analysis.missing))];
  const example = `columns: {${columns.map((column) => `${column}: ${words.column_name}`).join(", ")}}`;
  return html`<section class="panel missing" aria-labelledby="not-computed">
<h2 id="not-computed">${words.not_computed}</h2>
<ul>${analyses.map(
    (analysis) => html`
<li id="${analysis.id}"><b>${vocabulary.title(analysis.id)}</b> <small>${words.needs({ columns: analysis.missing.join(", ") })}</small></li>`,
  )}
</ul>
<p class="note">${words.map_them}</p><pre><code>${example}</code></pre>
</section>`;
}
