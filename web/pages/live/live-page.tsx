import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { flag, oneOf, text } from "../../address/fields.ts";
import { useAddress } from "../../address/use-address.ts";
import type { FilterParams } from "../../api/sales.ts";
import { useShop } from "../../api/shop.ts";
import { useToday } from "../../api/today.ts";
import { Page } from "../../parts/page.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { CatchUp } from "./catch-up.tsx";
import { EquationPanel } from "./equation-panel.tsx";
import { LatestPanel } from "./latest-panel.tsx";
import { MinutePanel, SPLITS } from "./minute-panel.tsx";
import { ProductsPanel } from "./products-panel.tsx";
import { StreamSwitch } from "./stream-switch.tsx";
import { TilesPanel } from "./tiles-panel.tsx";
import { TodayPanel } from "./today-panel.tsx";
import { WallSwitch } from "./wall-switch.tsx";
import { words } from "./words.ts";

/** Loaded when somebody asks for rows. */
const RowsDrawer = lazy(async () => ({ default: (await import("../../parts/rows-drawer.tsx")).RowsDrawer }));

const FIELDS = {
  split: oneOf(SPLITS, "none"),
  rows: oneOf(["none", "today", "pending", "cancelled", "product"], "none"),
  product: text(),
  wall: flag(),
};

/** How is today going, right now? */
export function LivePage() {
  const said = useSaid(words);
  const pages = useWords().pages;
  const [view, setView] = useAddress(FIELDS);
  const isWide = useMediaQuery("(min-width: 2400px)", false, { getInitialValueInEffect: false });
  const params = useRowsParams(view.rows, view.product);
  const title = {
    none: "",
    today: said.rows_today,
    pending: said.rows_pending,
    cancelled: said.rows_cancelled,
    product: said.rows_product({ product: view.product ?? "" }),
  }[view.rows];
  return (
    <Page
      title={pages.live}
      lead={said.lead}
      actions={
        <>
          <StreamSwitch />
          <WallSwitch isOn={view.wall} onSwitch={(wall) => setView({ wall })} />
        </>
      }
    >
      <CatchUp />
      <TodayPanel span={7} wide={7} onRows={() => setView({ rows: "today" })} />
      <TilesPanel span={5} wide={5} onRows={(rows) => setView({ rows })} />
      <MinutePanel
        span={12}
        wide={6}
        height={isWide ? 400 : 280}
        split={view.split}
        onSplit={(split) => setView({ split })}
      />
      <ProductsPanel span={5} wide={3} onProduct={(product) => setView({ rows: "product", product })} />
      <LatestPanel span={7} wide={3} most={isWide ? 13 : 11} />
      {isWide &&
        SPLITS.filter((split) => split !== "none").map((split) => <MinutePanel key={split} wide={4} split={split} />)}
      <EquationPanel />
      {params !== null && (
        <Suspense>
          <RowsDrawer title={title} params={params} onClose={() => setView({ rows: "none", product: null })} />
        </Suspense>
      )}
    </Page>
  );
}

/** The filters of the figure whose rows are asked for. */
function useRowsParams(
  rows: "none" | "today" | "pending" | "cancelled" | "product",
  product: string | null,
): FilterParams | null {
  const day = useToday().data?.today.day;
  const classes = useShop().data?.status_classes;
  if (day === undefined || rows === "none") return null;
  const from = { from: day };
  if (rows === "product") return { ...from, product_id: [product ?? ""] };
  return rows === "today" ? from : { ...from, status: classes?.[rows] ?? [] };
}
