import { useShop } from "../api/shop.ts";
import type { Cell } from "../format/format.ts";
import { useWords } from "../words/language.tsx";
import { StatusMark } from "./status-mark.tsx";

/** A sale's status in the shop's own word, its class by the shape. */
export function SaleStatus({ status }: { readonly status: Cell }) {
  const classes = useShop().data?.status_classes;
  const words = useWords();
  const label = status === null ? words.none : status === "" ? words.empty_label : String(status);
  const known = (["recognised", "pending", "cancelled"] as const).find((one) =>
    classes?.[one].includes(String(status)),
  );
  return <StatusMark status={known ?? "unknown"} label={label} />;
}
