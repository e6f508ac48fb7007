import { everyMonth } from "../../view/calendar.ts";
import { cellReader } from "../../view/pivot.ts";
import { type Bar, barList } from "../charts/bars.ts";
import { columnChart } from "../charts/columns.ts";
import type { Computed, ReportContext } from "../context.ts";
import { type Html, html } from "../html.ts";
import { caption } from "./figures.ts";

/** New customers at the bottom, returning ones on top, month by month. */
export function drawNewAndReturning(analysis: Computed, context: ReportContext): Html {
  const { table } = analysis;
  const { format, words } = context;
  const cell = cellReader(table);
  const rows = new Map(
    table.rows.map((row) => [
      String(cell(row, "month")),
      [Number(cell(row, "new_customers") ?? 0), Number(cell(row, "returning_customers") ?? 0)],
    ]),
  );
  const columns = everyMonth([...rows.keys()]).map((key) => {
    const [first = 0, again = 0] = rows.get(key) ?? [];
    const value = `${format.count(first)} ${words.new_customers}, ${format.count(again)} ${words.returning_customers}`;
    const title = words.value_of({ key: format.month(key), value });
    return { label: format.month(key), title, value: first + again, values: [first, again] };
  });
  const chart = columnChart({
    caption: caption(analysis.id, columns, context),
    columns,
    tick: (value) => format.short(value),
  });
  return html`<p class="key"><i class="s0"></i> ${words.new_customers} <i class="s1"></i> ${words.returning_customers}</p>${chart}`;
}

/** Each segment by what it spent, with how many customers that took and who they are. */
export function drawSegments({ id, table }: Computed, { format, vocabulary, words }: ReportContext): Html {
  const cell = cellReader(table);
  const bars = table.rows.map((row): Bar => {
    const name = String(cell(row, "segment") ?? "");
    const amount = String(cell(row, "gross_sales") ?? "0.00");
    const count = words.customers({ count: format.cell("count", cell(row, "customers")) });
    const part = format.cell("ratio", cell(row, "share_of_customers"));
    return {
      label: vocabulary.value("segment", name) ?? name,
      value: Number(amount),
      text: format.money(amount),
      note: `${count} (${part})`,
      more: vocabulary.segmentRule(name) ?? "",
    };
  });
  return barList(vocabulary.title(id), bars, "below");
}
