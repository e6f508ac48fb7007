import { type Html, html } from "../html.ts";
import { ABOVE, frame, type Mark, middle, PLOT } from "./frame.ts";
import { coordinate, zeroScale } from "./scale.ts";

export interface AreaPoint extends Mark {
  readonly value: number;
}

export interface AreaOptions {
  readonly caption: string;
  readonly points: readonly AreaPoint[];
  readonly tick: (value: number) => string;
  /** Points in the moving average drawn over the line; none below two. */
  readonly average?: number;
  /** The average becomes the line, and the points themselves a pale one behind it: for so many that they blur. */
  readonly dense?: boolean;
  readonly steps?: readonly number[];
}

/** Inner units across; the drawing is stretched to the width at hand, its strokes are not. */
const ACROSS = 1000;

/** A line over a filled area from zero, for many days in a row. */
export function areaChart({ caption, points, tick, average = 0, dense = false, steps }: AreaOptions): Html {
  const scale = zeroScale(points.map((point) => point.value));
  const at = (value: number, index: number) =>
    `${coordinate(middle(index, points.length) * ACROSS)} ${coordinate(PLOT * (1 - scale.at(value)))}`;
  const line = points.map((point, index) => at(point.value, index)).join("L");
  const zero = coordinate(PLOT * (1 - scale.at(0)));
  const first = coordinate(middle(0, points.length) * ACROSS);
  const last = coordinate(middle(points.length - 1, points.length) * ACROSS);
  const smooth = movingAverage(points, average).map(({ index, value }) => at(value, index));
  const body = html`<svg y="${ABOVE}" width="100%" height="${PLOT}" viewBox="0 0 ${ACROSS} ${PLOT}" preserveAspectRatio="none"><path class="area" d="M${first} ${zero}L${line}L${last} ${zero}Z"/><path class="line${dense && " pale"}" d="M${line}"/>${
    smooth.length > 1 && html`<path class="${dense ? "line" : "average"}" d="M${smooth.join("L")}"/>`
  }</svg>`;
  return frame({ caption, scale, tick, marks: points, ...(steps && { steps }), body });
}

/** Each point with the ones before it; for the eye only, so floating point will do. */
function movingAverage(points: readonly AreaPoint[], size: number): { index: number; value: number }[] {
  if (size < 2) return [];
  return points.flatMap((_, index) => {
    const window = points.slice(index - size + 1, index + 1);
    if (index < size - 1) return [];
    return [{ index, value: window.reduce((sum, point) => sum + point.value, 0) / size }];
  });
}
