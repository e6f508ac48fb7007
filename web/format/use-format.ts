import { useMemo } from "react";
import { useShop } from "../api/shop.ts";
import { useLanguage } from "../words/language.tsx";
import { createFormat, type Format } from "./format.ts";

/** The format of this shop in the page's language. */
export function useFormat(): Format {
  const { language } = useLanguage();
  const shop = useShop().data;
  const [currency, timeZone] = [shop?.currency ?? "", shop?.time_zone ?? "UTC"];
  return useMemo(() => createFormat({ language, currency, timeZone }), [language, currency, timeZone]);
}
