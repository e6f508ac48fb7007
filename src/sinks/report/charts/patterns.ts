import { type Html, html } from "../html.ts";

/** Fills that tell states apart without colour; the style sheet refers to them by id. */
export function patterns(): Html {
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="back" width="6" height="6"/><rect class="stroke" width="2.5" height="6"/></pattern>
<pattern id="cross" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="back" width="7" height="7"/><path class="stroke" d="M1 1l5 5M6 1l-5 5"/></pattern>
</defs></svg>`;
}
