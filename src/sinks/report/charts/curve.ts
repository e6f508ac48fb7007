import { type Html, html } from "../html.ts";
import { ABOVE, frame, PLOT } from "./frame.ts";
import { coordinate, percent, zeroScale } from "./scale.ts";

export interface CurveOptions {
  readonly caption: string;
  /** Shares from 0 to 1 that only grow: of the keys so far, of their value. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Where a class of keys ends, with its name and its sentence. */
  readonly classes: readonly { readonly until: number; readonly name: string; readonly title: string }[];
  readonly tick: (share: number) => string;
}

const ACROSS = 1000;
const MOST_POINTS = 300;

/** A Pareto curve: how much of the whole the first few make up. */
export function curveChart({ caption, points, classes, tick }: CurveOptions): Html {
  const scale = zeroScale([1]);
  const path = thinned(points)
    .map(({ x, y }) => `${coordinate(x * ACROSS)} ${coordinate(PLOT * (1 - scale.at(y)))}`)
    .join("L");
  const bands = classes.map(({ until, name, title }, index) => {
    const from = classes[index - 1]?.until ?? 0;
    return html`<g class="pointer"><rect class="band b${index}" x="${percent(from)}" y="${ABOVE}" width="${percent(until - from)}" height="${PLOT}"/><text class="class" x="${percent((from + until) / 2)}" y="${ABOVE + PLOT - 10}" text-anchor="middle">${name}</text><text class="readout" x="100%" y="14" text-anchor="end">${title}</text></g>`;
  });
  const curve = html`<svg y="${ABOVE}" width="100%" height="${PLOT}" viewBox="0 0 ${ACROSS} ${PLOT}" preserveAspectRatio="none" pointer-events="none"><path class="area" d="M0 ${PLOT}L${path}L${ACROSS} ${PLOT}Z"/><path class="line" d="M0 ${PLOT}L${path}"/></svg>`;
  return frame({
    caption,
    scale,
    tick,
    marks: [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => ({ label: tick(share), title: "" })),
    body: [...bands, curve],
  });
}

/** Evenly spread points, the last one always among them. */
function thinned<Point>(points: readonly Point[]): Point[] {
  const step = Math.max(1, Math.ceil(points.length / MOST_POINTS));
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
