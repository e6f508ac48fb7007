import type { LateSale } from "../../model/stream/aside.ts";
import { layoutTable, type TextColumn } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import type { DeskLook } from "./desk-look.ts";

/** Late sales, one a line; `all` also shows which were applied. */
export function lateTable(
  sales: readonly LateSale[],
  all: boolean,
  { words, format, times, paint, width }: DeskLook,
): string[] {
  const column = (head: string, kind: TextColumn["kind"], cell: (sale: LateSale) => string): TextColumn => ({
    head,
    kind,
    cells: sales.map(cell),
  });
  const columns = [
    column(words.id, "number", ({ id }) => String(id)),
    column(words.time, "text", ({ event_time }) => times.moment(event_time)),
    column(words.watermark, "text", ({ watermark }) => times.moment(watermark)),
    column(words.received, "text", ({ received }) => times.moment(received)),
    column(words.transaction, "label", ({ transaction_id: id }) => (id === null ? words.none : printable(id))),
    column(words.total, "number", ({ total }) => format.amount(total)),
    column(words.partition, "label", ({ partition }) => printable(partition)),
    column(words.offset, "number", ({ offset }) => format.count(offset)),
    ...(all
      ? [column(words.applied, "number", ({ applied }) => (applied === null ? words.none : format.count(applied)))]
      : []),
  ];
  return layoutTable(columns, 1, width, paint);
}
