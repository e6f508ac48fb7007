import { Button } from "@mantine/core";
import { useMemo } from "react";
import type { Sale } from "../../src/server/api/sales.ts";
import { isApiProblem } from "../api/client.ts";
import { type FilterParams, useSales } from "../api/sales.ts";
import { useShop } from "../api/shop.ts";
import type { Cell, Unit } from "../format/format.ts";
import { useFormat } from "../format/use-format.ts";
import { useLanguage, useWords } from "../words/language.tsx";
import { plural } from "../words/plural.ts";
import { DataTable } from "./data-table.tsx";
import { Drawer } from "./drawer.tsx";
import { Trouble } from "./notice.tsx";
import styles from "./rows-drawer.module.css";
import { SaleStatus } from "./sale-status.tsx";

interface RowsDrawerProps {
  readonly title: string;
  /** The figure's filters; null keeps the drawer shut. */
  readonly params: FilterParams | null;
  readonly onClose: () => void;
}

const COLUMNS = [
  ["timestamp", "time"],
  ["transaction_id", "id"],
  ["customer_id", "id"],
  ["product_id", "id"],
  ["category", "label"],
  ["quantity", "quantity"],
  ["unit_price", "money"],
  ["total", "money"],
  ["payment_method", "label"],
  ["status", "label"],
] as const satisfies readonly (readonly [keyof Sale, Unit])[];

/** The rows behind a figure: how many, their sum, and all of them page by page. */
export function RowsDrawer({ title, params, onClose }: RowsDrawerProps) {
  return (
    <Drawer title={title} isOpen={params !== null} onClose={onClose} width={1080}>
      {params !== null && <Rows title={title} params={params} />}
    </Drawer>
  );
}

function Rows({ title, params }: { readonly title: string; readonly params: FilterParams }) {
  const words = useWords();
  const { language } = useLanguage();
  const format = useFormat();
  const known = useShop().data?.columns;
  const sales = useSales(params);
  const columns = useMemo(
    () =>
      COLUMNS.filter(([id]) => known === null || known === undefined || known.includes(id)).map(([id, unit]) => ({
        id,
        unit,
        label: words.sale[id],
      })),
    [known, words],
  );
  const rows = useMemo(
    () =>
      (sales.data?.pages ?? []).flatMap((page) => page.sales.map((sale) => columns.map(({ id }): Cell => sale[id]))),
    [sales.data, columns],
  );
  const first = sales.data?.pages[0];
  if (first === undefined) {
    if (sales.error === null) return <p>{words.panel.loading}</p>;
    return <Trouble problem={isApiProblem(sales.error) ? sales.error : null} retry={() => void sales.refetch()} />;
  }
  return (
    <div className={styles.rows}>
      <p className={styles.sum}>
        {plural(language, first.rows, words.panel.rows, { n: format.count(first.rows) })} ·{" "}
        {words.panel.gross({ sum: format.money(first.gross_sales) })}
      </p>
      <DataTable
        columns={columns}
        rows={rows}
        caption={title}
        isSortable={false}
        render={(column, value) => (column.id === "status" ? <SaleStatus status={value} /> : undefined)}
      />
      {sales.hasNextPage && (
        <Button variant="default" loading={sales.isFetchingNextPage} onClick={() => void sales.fetchNextPage()}>
          {words.panel.more}
        </Button>
      )}
    </div>
  );
}
