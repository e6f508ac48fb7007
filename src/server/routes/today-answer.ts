import type { Figures, ShopDay, ShopToday } from "../../pipelines/shop-today.ts";
import type { Today } from "../api/today.ts";

/** Today as the page wants it. */
export function todayAnswer(found: ShopToday, now: Date, lastBatch: string | null): Today {
  const { batch, shopNow, today, yesterday, sameWeekday, topProducts, lastSale } = found;
  const hourNow = Number(shopNow.slice(11, 13));
  const net = (day: ShopDay) => day.soFar?.net_sales ?? "0.00";
  return {
    batch,
    as_of: now.toISOString(),
    shop_now: shopNow,
    last_sale: lastSale,
    last_batch: lastBatch,
    today: dayAnswer(today, hourNow),
    yesterday: dayAnswer(yesterday, 23),
    same_weekday: dayAnswer(sameWeekday, 23),
    pace: {
      yesterday: paceOf(String(net(today)), String(net(yesterday))),
      same_weekday: paceOf(String(net(today)), String(net(sameWeekday))),
    },
    top_products:
      topProducts?.map(({ placeYesterday, product_id, category, units, gross_sales, transactions }) => ({
        product_id,
        category: category === null ? null : String(category),
        units: units === null ? null : Number(units),
        gross_sales,
        transactions,
        place_yesterday: placeYesterday,
      })) ?? null,
  };
}

function dayAnswer({ day, soFar, whole, hours }: ShopDay, lastHour: number): Today["today"] {
  return {
    day,
    so_far: figuresAnswer(soFar),
    whole: figuresAnswer(whole),
    hours: Array.from({ length: 24 }, (_, hour) => (hour > lastHour ? null : (hours.get(hour) ?? "0.00"))),
  };
}

function figuresAnswer(figures: Figures | null): Today["today"]["so_far"] {
  const money = (id: "gross_sales" | "net_sales" | "pending_value" | "cancelled_value") =>
    String(figures?.[id] ?? "0.00");
  const { units = 0, average_order_value = null, cancellation_rate = null } = figures ?? {};
  return {
    transactions: Number(figures?.transactions ?? 0),
    units: units === null ? null : Number(units),
    gross_sales: money("gross_sales"),
    net_sales: money("net_sales"),
    pending_value: money("pending_value"),
    cancelled_value: money("cancelled_value"),
    average_order_value: average_order_value === null ? null : String(average_order_value),
    cancellation_rate: cancellation_rate === null ? null : Number(cancellation_rate),
  };
}

/** Exact: sums of money are whole cents. */
function paceOf(now: string, then: string): Today["pace"]["yesterday"] {
  const [a, b] = [cents(now), cents(then)];
  const difference = a - b;
  const size = difference < 0n ? -difference : difference;
  const text = `${difference < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
  return { difference: text, change: b === 0n ? null : Math.round((Number(difference) / Number(b)) * 1e4) / 1e4 };
}

function cents(money: string): bigint {
  return BigInt(money.replace(".", ""));
}
