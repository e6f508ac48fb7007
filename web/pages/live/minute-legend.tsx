import { useFormat } from "../../format/use-format.ts";
import { useSaid, useWords } from "../../words/language.tsx";
import styles from "./minute.module.css";
import { words } from "./words.ts";

interface MinuteLegendProps {
  readonly keys: readonly { readonly name: string; readonly colour: string }[];
  readonly watermark: string | null;
}

/** What solid, hatched and the line mean, and whose colour is whose. */
export function MinuteLegend({ keys, watermark }: MinuteLegendProps) {
  const said = useSaid(words);
  const { status } = useWords();
  const format = useFormat();
  return (
    <ul className={styles.legend}>
      {keys.map(({ name, colour }) => (
        <li key={name}>
          <span className={styles.swatch} style={{ background: colour }} aria-hidden="true" />
          {name}
        </li>
      ))}
      <li className={styles.apart}>
        <span className={styles.swatch} data-plain={keys.length === 0 || undefined} aria-hidden="true" />
        {status.final}
      </li>
      <li>
        <span className={styles.swatch} data-hatched data-plain={keys.length === 0 || undefined} aria-hidden="true" />
        {status.provisional}
      </li>
      {watermark !== null && (
        <li>
          <span className={styles.line} aria-hidden="true" />
          {said.watermark} {format.clockSeconds(watermark)}
        </li>
      )}
    </ul>
  );
}
