import { useFormat } from "../../format/use-format.ts";
import { useSaid } from "../../words/language.tsx";
import styles from "./products.module.css";
import { words } from "./words.ts";

/** How many places up or down; `from` is null for what had none. */
export function Movement({ from, to }: { readonly from: number | null; readonly to: number }) {
  const said = useSaid(words);
  const format = useFormat();
  if (from === null) return <span className={styles.movement}>{said.fresh}</span>;
  const places = from - to;
  const text = format.count(Math.abs(places));
  if (places === 0) {
    return (
      <span className={styles.movement} role="img" aria-label={said.stayed} title={said.stayed}>
        =
      </span>
    );
  }
  const label = places > 0 ? said.moved_up({ places: text }) : said.moved_down({ places: text });
  return (
    <span className={styles.movement} data-up={places > 0} role="img" aria-label={label} title={label}>
      {places > 0 ? "▲" : "▼"} {text}
    </span>
  );
}
