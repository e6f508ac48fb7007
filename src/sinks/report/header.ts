import type { ReportContext } from "./context.ts";
import { type Html, html } from "./html.ts";

export function header({ outcome, words, format }: ReportContext): Html {
  const { inputs, span, shop } = outcome;
  const files = words.from_files({
    count: inputs.length,
    name: inputs[0]?.path ?? "",
    more: format.count(inputs.length - 1),
  });
  return html`<header class="top">
<p class="brand">Vitrina</p>
<h1>${words.title}</h1>
<p>${
    span === null
      ? words.no_sales
      : words.sales_from({ first: format.time(span.first), last: format.time(span.last), zone: shop.timeZone })
  }</p>
${inputs.length > 0 && html`<p>${files}</p>`}
</header>`;
}
