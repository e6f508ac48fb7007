import { useLateSales } from "../../api/late.ts";
import { useShop } from "../../api/shop.ts";
import { useWindowsOf } from "../../api/windows.ts";
import { useFormat } from "../../format/use-format.ts";
import { Drawer } from "../../parts/drawer.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import styles from "./drawer.module.css";
import { WindowTable } from "./window-table.tsx";
import { words } from "./words.ts";

/** One late sale and the windows it belongs to, as they are now; 0 keeps it shut. */
export function LateDrawer({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const said = useSaid(words).late;
  const common = useWords().panel;
  const format = useFormat();
  const shop = useShop().data?.stream;
  const { data } = useLateSales({ waiting: false, limit: 500 });
  const sale = data?.pages.flatMap((page) => page.sales).find((one) => one.id === id);
  const from = sale && shop ? new Date(Date.parse(sale.event_time) - shop.window_seconds * 1000 + 1000) : null;
  const to = sale ? new Date(Date.parse(sale.event_time) + 1000) : null;
  const windows = useWindowsOf(from === null || to === null ? null : { from, to });
  const rows = (windows.data?.rows ?? []).filter(
    (row) =>
      sale !== undefined &&
      Date.parse(row.window_start) <= Date.parse(sale.event_time) &&
      Date.parse(row.window_end) > Date.parse(sale.event_time),
  );
  return (
    <Drawer
      title={said.correction({ sale: sale?.transaction_id ?? String(id) })}
      isOpen={id > 0}
      onClose={onClose}
      width={720}
    >
      {sale === undefined ? (
        <p>{common.loading}</p>
      ) : (
        <div className={styles.sheet}>
          <dl className={styles.facts}>
            <Fact name={said.total} value={format.money(sale.total)} />
            <Fact name={said.late_by} value={format.duration(sale.late_by_seconds)} />
            <Fact name={said.event_time} value={format.instant(sale.event_time)} />
            <Fact name={said.received} value={format.instant(sale.received)} />
            <Fact name={said.watermark} value={format.instant(sale.watermark)} />
            <Fact name={said.place} value={`${sale.partition} · ${sale.offset}`} />
          </dl>
          <section>
            <p>
              {sale.applied === null
                ? said.correction_waits
                : said.correction_in({ batch: format.count(sale.applied) })}{" "}
              {said.correction_is}
            </p>
            {windows.data !== undefined && rows.length === 0 ? (
              <p className={styles.soft}>{said.no_windows}</p>
            ) : (
              <WindowTable rows={rows} />
            )}
          </section>
        </div>
      )}
    </Drawer>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
