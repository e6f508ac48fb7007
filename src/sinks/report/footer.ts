import type { ReportContext } from "./context.ts";
import { type Html, html } from "./html.ts";

/** Versions, files with their hashes, and times: what is needed to get the same figures again. */
export function footer({ outcome, words, format }: ReportContext): Html {
  const { shop, engine, inputs, outputs, phases } = outcome;
  const engineName = engine.id === "spark" ? "Apache Spark" : "DuckDB";
  return html`<footer>
<h2>${words.provenance}</h2>
<p>${words.made({ time: format.time(outcome.startedAt), duration: format.duration(outcome.durationMs) })} · ${words.software({ vitrina: outcome.vitrina, engine: `${engineName} ${engine.version}` })}</p>
<p>${words.currency}: ${shop.currency === "" ? words.no_currency : shop.currency} · ${words.time_zone}: ${shop.timeZone}</p>
<h3>${words.inputs}</h3>
<ul class="files">${inputs.map(
    (input) => html`
<li><b>${input.path}</b><span>${words.rows({ count: format.count(input.rows) })} · ${format.bytes(input.bytes)}</span><code>${words.fingerprint} ${input.sha256}</code></li>`,
  )}
</ul>
${
  outputs.length > 0 &&
  html`<details><summary>${words.outputs} (${format.count(outputs.length)})</summary><ul class="files">${outputs.map(
    (output) => html`
<li><b>${output.path}</b><span>${words.rows({ count: format.count(output.rows) })} · ${format.bytes(output.bytes)}</span></li>`,
  )}
</ul></details>`
}
<details><summary>${words.phases}</summary><ul class="files">${Object.entries(phases).map(
    ([phase, milliseconds]) => html`
<li><b>${words.phase[phase] ?? phase}</b><span>${format.duration(milliseconds)}</span></li>`,
  )}
</ul></details>
</footer>`;
}
