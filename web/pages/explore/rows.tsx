import { useMemo } from "react";
import { useShop } from "../../api/shop.ts";
import { useFormat } from "../../format/use-format.ts";
import { RowsDrawer } from "../../parts/rows-drawer.tsx";
import { useSaid } from "../../words/language.tsx";
import { useNames } from "./names.ts";
import { cellOf, type Dimension, type Explored, isDimension, narrowed } from "./view.ts";
import { words } from "./words.ts";

/** Which class of status a measure counts; the others count all. */
const CLASSES: Readonly<Record<string, "recognised" | "pending" | "cancelled">> = {
  net_sales: "recognised",
  recognised_transactions: "recognised",
  average_order_value: "recognised",
  pending_value: "pending",
  cancelled_value: "cancelled",
  cancelled_transactions: "cancelled",
};

/** The rows behind the figure that the address names, with the same filters. */
export function FigureRows({ explored }: { readonly explored: Explored }) {
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const shop = useShop().data;
  const { view, setView, filters } = explored;
  const parts = useMemo(() => view.rows.map(readPart), [view.rows]);
  const measure = parts.find(([name]) => name === "measure")?.[1];
  const dimensions = useMemo(
    () => parts.flatMap(([name, value]) => (isDimension(name) ? [[name, value] as const] : [])),
    [parts],
  );
  const params = useMemo(() => {
    if (view.rows.length === 0 || filters === null || shop === undefined) return null;
    const status = measure === undefined ? undefined : CLASSES[measure];
    const classed =
      status !== undefined && shop.columns?.includes("status") === true
        ? [["status", shop.status_classes[status]] as const]
        : [];
    return narrowed(filters, [
      ...dimensions.map(([name, value]): [Dimension, string[]] => [name, [value]]),
      ...classed,
    ]);
  }, [view.rows.length, filters, shop, measure, dimensions]);
  const title = [
    measure === undefined ? said.rows_title : names.measure(measure),
    ...dimensions.map(([name, value]) => format.cell(names.unit(name), cellOf(value))),
  ].join(" · ");
  return <RowsDrawer title={title} params={params} onClose={() => setView({ rows: [] })} />;
}

function readPart(text: string): readonly [string, string] {
  const place = text.indexOf("=");
  return place < 0 ? [text, ""] : [text.slice(0, place), text.slice(place + 1)];
}
