import { useMemo } from "react";
import { list, oneOf, text, whole } from "../../address/fields.ts";
import { type SetAddress, useAddress } from "../../address/use-address.ts";
import type { FilterParams } from "../../api/sales.ts";
import { useMe } from "../../api/session.ts";
import { useShop } from "../../api/shop.ts";
import type { Cell } from "../../format/format.ts";
import { PRESETS, type Preset, type Span, shopTime, spanOf } from "./period.ts";

export const DIMENSIONS = [
  "category",
  "product_id",
  "payment_method",
  "status",
  "customer_id",
  "weekday",
  "hour",
  "day",
  "month",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const MEASURES = [
  "net_sales",
  "gross_sales",
  "transactions",
  "average_order_value",
  "units",
  "pending_value",
  "cancelled_value",
  "cancellation_rate",
  "average_sale",
  "recognised_transactions",
  "cancelled_transactions",
] as const;
export type Measure = (typeof MEASURES)[number];

/** How an address says that a row has no value. */
const NO_VALUE = "__null__";

const FIELDS = {
  view: oneOf(["overview", "pivot", "catalogue"], "overview"),
  period: oneOf(PRESETS, "7d"),
  from: text(),
  to: text(),
  compare: oneOf(["previous", "none"], "previous"),
  measure: oneOf(MEASURES, "net_sales"),
  category: list(),
  payment_method: list(),
  status: list(),
  product_id: list(),
  customer_id: list(),
  weekday: list(),
  hour: list(),
  day: list(),
  month: list(),
  /** Boards that show more. */
  more: list(),
  /** `all`, or `dimension=value` of the figure whose rows are open. */
  rows: list(),
  by: list(),
  across: text(),
  show: list(),
  sort: text(),
  open: list(),
  most: whole(50),
  analysis: text(),
};

export type View = ReturnType<typeof useAddress<typeof FIELDS>>[0];
export type SetView = SetAddress<View>;

export interface Explored {
  readonly view: View;
  readonly setView: SetView;
  readonly preset: Preset;
  readonly span: Span;
  /** As the API takes them; the period with them. Null until the shop's day is known. */
  readonly filters: FilterParams | null;
  /** Null where it is not wanted, or cannot be: an open beginning has nothing before it. */
  readonly compare: "previous" | null;
  /** Dimensions that this shop has and this person may see. */
  readonly dimensions: readonly Dimension[];
  /** The shop's clock, `yyyy-MM-dd HH:mm:ss`. */
  readonly now: string;
  toggle(dimension: Dimension, value: Cell): void;
  /** Opens the rows behind a figure; what it adds to the filters. */
  openRows(parts?: readonly (readonly [Dimension, Cell])[], measure?: Measure): void;
}

export function useExplore(): Explored {
  const [view, setView] = useAddress(FIELDS);
  const shop = useShop().data;
  const me = useMe().data;
  const now = shop?.shop_now ?? "";
  const today = now.slice(0, 10);
  const [from, to] = [shopTime(view.from), shopTime(view.to)];
  const preset: Preset = from === null && to === null ? view.period : "custom";
  const span = useMemo(
    () => (today === "" ? { from: null, to: null } : spanOf(preset, today, { from, to })),
    [preset, today, from, to],
  );
  const filters = useMemo(() => (today === "" ? null : { ...span, ...dimensionFilters(view) }), [today, span, view]);
  const stable = useStable(filters);
  const columns = shop?.columns ?? null;
  const maySeePeople = me?.can.personal_data !== false;
  const dimensions = useMemo(
    () =>
      DIMENSIONS.filter(
        (id) => (columns === null || !isColumn(id) || columns.includes(id)) && (id !== "customer_id" || maySeePeople),
      ),
    [columns, maySeePeople],
  );
  return {
    view,
    setView,
    preset,
    span,
    filters: stable,
    compare: view.compare === "previous" && span.from !== null ? "previous" : null,
    dimensions,
    now,
    toggle(dimension, value) {
      const name = valueText(value);
      const chosen = view[dimension];
      setView({ [dimension]: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name] });
    },
    openRows(parts = [], measure) {
      const rows = parts.map(([dimension, value]) => `${dimension}=${valueText(value)}`);
      setView({
        rows: [
          ...(measure === undefined ? [] : [`measure=${measure}`]),
          ...rows,
          ...(rows.length === 0 && measure === undefined ? ["all"] : []),
        ],
      });
    },
  };
}

export function valueText(value: Cell): string {
  return value === null ? NO_VALUE : String(value);
}

/** The address's text of a value as a cell again; numbers stay text, which the formats take. */
export function cellOf(text: string): Cell {
  return text === NO_VALUE ? null : text;
}

export function isDimension(id: string): id is Dimension {
  return DIMENSIONS.some((known) => known === id);
}

/** The same filters without those of one dimension: its own board still shows the others. */
export function without(filters: FilterParams, dimension: Dimension): FilterParams {
  return { ...filters, [dimension]: [] };
}

/** Filters narrowed further; two that exclude each other leave nothing. */
export function narrowed(
  filters: FilterParams,
  parts: readonly (readonly [Dimension, readonly string[]])[],
): FilterParams {
  const all: Record<string, string | readonly string[] | null | undefined> = { ...filters };
  for (const [dimension, values] of parts) {
    const before = all[dimension];
    const both = Array.isArray(before) && before.length > 0 ? values.filter((value) => before.includes(value)) : values;
    all[dimension] = both.length > 0 ? both : ["__nothing__"];
  }
  return all;
}

function dimensionFilters(view: View): Pick<FilterParams, Dimension> {
  return Object.fromEntries(DIMENSIONS.filter((id) => view[id].length > 0).map((id) => [id, view[id]]));
}

function isColumn(id: Dimension): boolean {
  return !["weekday", "hour", "day", "month"].includes(id);
}

/** The same object while it says the same: the shop's clock moves each second. */
function useStable<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}
