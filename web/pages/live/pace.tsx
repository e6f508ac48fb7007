import { useFormat } from "../../format/use-format.ts";
import { useSaid } from "../../words/language.tsx";
import styles from "./today.module.css";
import { words } from "./words.ts";

interface PaceProps {
  readonly difference: string;
  readonly change: number | null;
  /** "yesterday", "last Monday". */
  readonly day: string;
  /** Of its line in the chart beside. */
  readonly line: "solid" | "dashed";
}

/** Ahead or behind, by sign, shape and word. */
export function Pace({ difference, change, day, line }: PaceProps) {
  const said = useSaid(words);
  const format = useFormat();
  const sign = Math.sign(Number(difference));
  const sentence = sign > 0 ? said.ahead : sign < 0 ? said.behind : said.level;
  const sample = <span className={styles.line} data-line={line} aria-hidden="true" />;
  if (change === null) {
    return (
      <p className={styles.pace}>
        {sample} {said.nothing_then({ day })}
      </p>
    );
  }
  return (
    <p className={styles.pace}>
      {sample}
      <strong data-sign={sign}>
        <span aria-hidden="true">{sign > 0 ? "▲" : sign < 0 ? "▼" : "="}</span> {format.ratio(Math.abs(change))}
      </strong>{" "}
      {sentence({ day })}
      <span className={styles.difference}>{format.moneyChange(difference)}</span>
    </p>
  );
}
