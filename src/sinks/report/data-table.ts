import { resultFile } from "../view/result-file.ts";
import { tableView } from "../view/table-view.ts";
import type { Computed, ReportContext } from "./context.ts";
import { type Html, html } from "./html.ts";

/** More would make the page heavy; the files hold the whole. */
const MOST_ROWS = 500;

/** The figures behind a chart. On a phone a wide row becomes a small list, so that nothing scrolls sideways. */
export function dataTable({ id, table }: Computed, context: ReportContext): Html {
  const { words, vocabulary, format, outcome } = context;
  const shown = { ...table, rows: table.rows.slice(0, MOST_ROWS) };
  const { columns, keys, rows } = tableView(id, shown, vocabulary, format);
  const heads = columns.map(
    (column) => html`<th scope="col" class="${column.numeric ? "number" : "name"}">${column.head}</th>`,
  );
  const lines = rows.map((row) => {
    const cells = columns.map((column, index) => {
      const text = row[index] ?? "";
      if (index < keys) return html`<th scope="row" data-head="${column.head}">${text}</th>`;
      return html`<td class="${column.numeric ? "number" : "name"}" data-head="${column.head}">${text}</td>`;
    });
    return html`
<tr>${cells}</tr>`;
  });
  const cut = table.rows.length - shown.rows.length;
  const note = {
    count: format.count(cut),
    file: resultFile(vocabulary.stem(id), outcome) ?? `${vocabulary.stem(id)}.parquet`,
  };
  return html`<table class="data${columns.length > 3 ? " many" : ""}"><caption class="hidden">${vocabulary.title(id)}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}
</tbody></table>${cut > 0 && html`<p class="note">${words.more_rows(note)}</p>`}`;
}
