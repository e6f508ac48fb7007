import { useMemo } from "react";
import { useCatalogue } from "../../api/analyses.ts";
import type { Cell, Unit } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { useLanguage, useSaid } from "../../words/language.tsx";
import type { Dimension } from "./view.ts";
import { words } from "./words.ts";

const UNITS = {
  category: "label",
  payment_method: "label",
  status: "label",
  product_id: "id",
  customer_id: "id",
  weekday: "weekday",
  hour: "hour",
  day: "day",
  month: "month",
} as const satisfies Record<Dimension, Unit>;

/** Names and units of dimensions and measures, as the server's catalogue says them. */
export function useNames() {
  const { language } = useLanguage();
  const catalogue = useCatalogue().data;
  return useMemo(() => {
    const measures = new Map(catalogue?.measures.map((measure) => [measure.id, measure]));
    const dimensions = new Map(catalogue?.dimensions.map((column) => [column.id, column]));
    return {
      measure: (id: string) => measures.get(id)?.label[language] ?? "",
      dimension: (id: Dimension) => dimensions.get(id)?.label[language] ?? "",
      unit: (id: Dimension): Unit => UNITS[id],
      measureUnit: (id: string): Unit => (measures.get(id)?.unit ?? "number") as Unit,
      /** Whether its values have an order of their own, which says more than that by size. */
      isOrdered: (id: Dimension) => UNITS[id] === id,
    };
  }, [catalogue, language]);
}

export type Names = ReturnType<typeof useNames>;

/** How much a figure moved against the time before, in words; null where that cannot be said. */
export function useChange() {
  const said = useSaid(words);
  const format = useFormat();
  return (unit: Unit, now: Cell, before: Cell | undefined): string | null => {
    if (before === undefined || now === null) return null;
    if (before === null) return null;
    const [current, base] = [Number(now), Number(before)];
    if (unit === "ratio") {
      const points = new Intl.NumberFormat(format.language === "es" ? "es-ES" : "en-GB", {
        signDisplay: "exceptZero",
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      });
      return said.points({ change: points.format((current - base) * 100) });
    }
    if (base === 0) return current === 0 ? format.change(0) : said.new_value;
    return format.change((current - base) / base);
  };
}
