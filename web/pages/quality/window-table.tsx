import type { WindowRow } from "../../../src/server/api/windows.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { useSaid } from "../../words/language.tsx";
import { useQueryName } from "./use-query-name.ts";
import { words } from "./words.ts";

/** Windows as they are now. */
export function WindowTable({ rows, height }: { readonly rows: readonly WindowRow[]; readonly height?: number }) {
  const said = useSaid(words).late;
  const format = useFormat();
  const queryName = useQueryName();
  return (
    <DataTable
      caption={said.correction_is}
      {...(height === undefined ? {} : { height })}
      columns={[
        { id: "query", label: said.query, unit: "text" },
        { id: "window", label: said.window, unit: "text" },
        { id: "key", label: said.key, unit: "text" },
        { id: "sales", label: said.sales, unit: "count" },
        { id: "gross_sales", label: said.gross, unit: "money" },
      ]}
      rows={rows.map((row) => [
        queryName(row.query),
        `${format.instant(row.window_start)} – ${format.clockSeconds(row.window_end)}`,
        row.query === "totals" ? null : format.cell("label", row.key),
        row.transactions,
        row.gross_sales,
      ])}
    />
  );
}
