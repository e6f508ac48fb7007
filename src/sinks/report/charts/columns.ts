import { type Html, html } from "../html.ts";
import { ABOVE, frame, type Mark, PLOT } from "./frame.ts";
import { coordinate, percent, zeroScale } from "./scale.ts";

export interface Column extends Mark {
  /** Stacked from the axis upwards, in the order of the series. */
  readonly values: readonly number[];
}

export interface ColumnsOptions {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly tick: (value: number) => string;
  /** Share of the width left between columns: little for a histogram, much for a few, unless it is given. */
  readonly gap?: number;
}

const FEW = 5;

/** Upright bars from zero, for hours, weekdays, months and histograms. */
export function columnChart({ caption, columns, tick, gap = columns.length < FEW ? 0.6 : 0.25 }: ColumnsOptions): Html {
  const totals = columns.map((column) => column.values.reduce((sum, value) => sum + Math.max(0, value), 0));
  const scale = zeroScale(totals);
  const width = percent((1 - gap) / columns.length);
  const body = columns.map((column, index) => {
    const x = percent((index + gap / 2) / columns.length);
    let below = 0;
    return column.values.map((value, series) => {
      const from = scale.at(below);
      below += Math.max(0, value);
      const height = (scale.at(below) - from) * PLOT;
      const y = coordinate(ABOVE + PLOT * (1 - from) - height);
      return html`<rect class="mark s${series}" x="${x}" y="${y}" width="${width}" height="${coordinate(height)}"/>`;
    });
  });
  return frame({ caption, scale, tick, marks: columns, body: body.flat() });
}
