import { REJECTING_RULES, type RejectReason, WARNING_RULES } from "../../model/rules.ts";
import { barList } from "./charts/bars.ts";
import { percent } from "./charts/scale.ts";
import type { ReportContext } from "./context.ts";
import { type Html, html } from "./html.ts";

/** `read = accepted + rejected` as a sentence and a bar, and the reasons and warnings behind it. */
export function quality(context: ReportContext): Html {
  const { outcome, words, format } = context;
  const { read, accepted, rejected, reasons, warnings } = outcome.quality;
  const share = read === 0 ? 0 : accepted / read;
  return html`<section class="panel quality" aria-labelledby="quality">
<h2 id="quality">${words.quality}</h2>
<p class="definition">${words.quality_definition}</p>
<p class="equation"><b>${format.count(read)}</b> ${words.read} <span>=</span> <b>${format.count(accepted)}</b> ${words.accepted} <span>+</span> <b>${format.count(rejected)}</b> ${words.rejected}</p>
<svg class="whole" width="100%" height="20" aria-hidden="true"><rect class="mark accepted" width="${percent(share)}" height="20"/><rect class="mark rejected" x="${percent(share)}" width="${percent(1 - share)}" height="20"/></svg>
<div class="reasons">${rejected === 0 ? html`<p class="all-well">✓ ${words.no_rejects}</p>` : counts(words.rejected_by_reason, "✕", "rejected", reasons, context)}
${counts(words.warnings, "!", "warned", warnings, context)}</div>
</section>`;
}

function counts(
  title: string,
  mark: string,
  series: string,
  found: Readonly<Partial<Record<RejectReason, number>>>,
  { rules, format, outcome }: ReportContext,
): Html | null {
  const order: readonly RejectReason[] = [...REJECTING_RULES, ...WARNING_RULES];
  const bars = order
    .map((id) => ({ id, value: found[id] ?? 0 }))
    .filter(({ value }) => value > 0)
    .map(({ id, value }) => ({
      label: html`<b aria-hidden="true">${mark}</b> ${rules[id].label}`,
      more: html`${rules[id].sentence} <code>${id}</code>`,
      value,
      text: `${format.count(value)} (${format.ratio(value / outcome.quality.read)})`,
      series,
    }));
  return bars.length === 0 ? null : html`<div><h3>${title}</h3>${barList(title, bars, "below")}</div>`;
}
