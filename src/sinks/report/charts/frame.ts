import { type Html, html } from "../html.ts";
import { coordinate, percent, type Scale } from "./scale.ts";

/** Height of the drawing in pixels, and of the strips above (for the value pointed at) and below (for labels). */
export const PLOT = 180;
export const ABOVE = 22;
const BELOW = 22;

const STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 192, 384] as const;

export interface Mark {
  /** Under the axis; as many are shown as fit. Empty for a mark that never has one. */
  readonly label: string;
  /** The exact value in words, shown when the mark is pointed at; empty for a mark that only labels the axis. */
  readonly title: string;
}

export interface FrameOptions {
  /** What the drawing shows, in a sentence: read aloud in its place. */
  readonly caption: string;
  readonly scale: Scale;
  readonly tick: (value: number) => string;
  readonly marks: readonly Mark[];
  /** Where not every mark has room for its label: every how many, in growing order. */
  readonly steps?: readonly number[];
  readonly body: Html | readonly Html[];
}

/**
 * The axes around a drawing, as SVG that stretches without stretching its letters: across in per cent, down in
 * pixels. Marks share the width evenly; pointing at one shows its title.
 */
export function frame({ caption, scale, tick, marks, steps = STEPS, body }: FrameOptions): Html {
  const height = ABOVE + PLOT + BELOW;
  const y = (value: number) => coordinate(ABOVE + PLOT * (1 - scale.at(value)));
  return html`<div class="chart" role="img" aria-label="${caption}">
<svg class="scale" width="56" height="${height}" aria-hidden="true">${scale.ticks.map(
    (value) => html`<text x="48" y="${y(value)}" dy="4" text-anchor="end">${tick(value)}</text>`,
  )}</svg>
<svg class="plot" width="100%" height="${height}" aria-hidden="true">${scale.ticks.map(
    (value) =>
      html`<line class="${value === 0 ? "axis" : "grid"}" x1="0" x2="100%" y1="${y(value)}" y2="${y(value)}"/>`,
  )}${body}${labels(marks, steps, height)}${pointers(marks, height)}</svg>
</div>`;
}

/** Horizontal middle of a mark, 0 to 1. */
export function middle(index: number, count: number): number {
  return (index + 0.5) / count;
}

/** Widths of a plot in pixels from which the style sheet shows the next group of labels. */
const PLOT_WIDTHS = [
  { kind: "label", from: 230 },
  { kind: "label some", from: 460 },
  { kind: "label all", from: 900 },
] as const;
const LETTER = 6.8;
const SPACE = 12;

/** Labels in three groups, each within the one before it: what a phone, half a page and a whole page have room for. */
function labels(marks: readonly Mark[], steps: readonly number[], height: number): Html[] {
  const labelled = marks.map((mark, index) => ({ ...mark, index })).filter((mark) => mark.label !== "");
  const width = Math.max(0, ...labelled.map((mark) => mark.label.length)) * LETTER + SPACE;
  let stride = 1;
  const groups = PLOT_WIDTHS.toReversed().map(({ kind, from }) => {
    const room = Math.max(1, Math.floor(from / width));
    stride = steps.find((step) => step % stride === 0 && labelled.length / step <= room) ?? labelled.length;
    return { kind, stride };
  });
  return labelled.flatMap(({ label, index }, position) => {
    const group = groups.findLast((candidate) => position % candidate.stride === 0);
    if (group === undefined) return [];
    const x = percent(middle(index, marks.length));
    return [html`<text class="${group.kind}" x="${x}" y="${height - 5}" text-anchor="middle">${label}</text>`];
  });
}

/** More than these would weigh more than they tell: the table has every value. */
const MOST_POINTERS = 400;

function pointers(marks: readonly Mark[], height: number): Html[] {
  if (marks.length > MOST_POINTERS) return [];
  const width = percent(1 / marks.length);
  return marks.flatMap((mark, index) =>
    mark.title === ""
      ? []
      : [
          html`<g class="pointer"><rect x="${percent(index / marks.length)}" y="0" width="${width}" height="${height}"/><text class="readout" x="100%" y="14" text-anchor="end">${mark.title}</text></g>`,
        ],
  );
}
