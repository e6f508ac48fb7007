import { type Html, html } from "../html.ts";

export interface HeatCell {
  /** Decides the shade; null for a cell that cannot have a value. */
  readonly value: number | null;
  /** Shown where there is room. */
  readonly text: string;
  /** The exact value in words, shown when the cell is pointed at. */
  readonly title: string;
}

export interface HeatOptions {
  readonly caption: string;
  /** Above the row heads. */
  readonly corner: string;
  readonly columns: readonly string[];
  /** `note`, where given, is a figure beside the row's name, shown where there is room. */
  readonly rows: readonly { readonly label: string; readonly note?: string; readonly cells: readonly HeatCell[] }[];
  /** Above the notes. */
  readonly noteHead?: string;
  /** The words for the lightest and the darkest shade. */
  readonly legend: { readonly least: string; readonly most: string };
}

/** Shades of one hue; each has its own letter colour in the style sheet, so that every cell can be read. */
const SHADES = 7;

/** A table whose cells are shaded by value: the chart and its figures in one. */
export function heatTable({ caption, corner, noteHead, columns, rows, legend }: HeatOptions): Html {
  const values = rows.flatMap((row) => row.cells.flatMap((cell) => (cell.value === null ? [] : [cell.value])));
  const most = values.reduce((found, value) => Math.max(found, value), 0);
  const dense = columns.length > 16 && " dense";
  return html`<div class="heat${dense}${corner !== "" && " named"}"><table>
<caption class="hidden">${caption}</caption>
<thead><tr><th scope="col">${corner}</th>${noteHead !== undefined && html`<th scope="col" class="beside">${noteHead}</th>`}${columns.map((label) => html`<th scope="col" class="at"><span>${label}</span></th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`
<tr><th scope="row">${row.label}</th>${row.note !== undefined && html`<td class="beside">${row.note}</td>`}${row.cells.map(
      (cell) =>
        html`<td class="${shade(cell.value, most)}" title="${cell.title}"><span>${cell.value === null ? "" : cell.text}</span></td>`,
    )}</tr>`,
  )}
</tbody></table>
<p class="legend"><span>${legend.least}</span>${Array.from(
    { length: SHADES },
    (_, index) => html`<i class="q${index}"></i>`,
  )}<span>${legend.most}</span></p></div>`;
}

function shade(value: number | null, most: number): string {
  if (value === null) return "none";
  return most > 0 ? `q${Math.min(SHADES - 1, Math.floor((Math.max(0, value) / most) * SHADES))}` : "q0";
}
