import { type Html, html } from "../html.ts";
import { percent } from "./scale.ts";

export interface Bar {
  /** Shown as it is; markup may set off a mark before the words. */
  readonly label: Html | string;
  readonly value: number;
  readonly text: string;
  /** Said after the value, in smaller letters. */
  readonly note?: string;
  /** A sentence on the label, in smaller letters. */
  readonly more?: Html | string;
  /** Class that gives the colour: `s0` … `s7`, `rest`. */
  readonly series?: string;
}

/**
 * Bars lying on one zero line, each with its words and value, as a list: it wraps on a phone instead of shrinking. With
 * values below zero the line moves inwards. Long labels want their bar `below` them, else it stands beside where there is room.
 */
export function barList(caption: string, bars: readonly Bar[], form: "beside" | "below" = "beside"): Html {
  const largest = bars.reduce((found, bar) => Math.max(found, bar.value), 0);
  const least = bars.reduce((found, bar) => Math.min(found, bar.value), 0);
  const span = largest - least || 1;
  const zero = -least / span;
  return html`<ul class="bars ${form}" aria-label="${caption}">${bars.map((bar) => {
    const length = Math.abs(bar.value) / span;
    const more = bar.more !== undefined && html`<small>${bar.more}</small>`;
    const from = bar.value < 0 ? zero - length : zero;
    return html`
<li><span class="name">${bar.label}${form === "beside" && more}</span><span class="value">${bar.text}</span>${bar.note !== undefined && html`<span class="aside">${bar.note}</span>`}${form === "below" && more}<svg width="100%" height="12" aria-hidden="true"><rect class="mark ${bar.series ?? "s0"}" x="${percent(from)}" y="0" width="${percent(length)}" height="12"/><line class="axis" x1="${percent(zero)}" x2="${percent(zero)}" y1="0" y2="12"/></svg></li>`;
  })}
</ul>`;
}
