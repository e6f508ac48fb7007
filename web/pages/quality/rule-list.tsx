import type { LetterCounts } from "../../../src/server/api/dead-letters.ts";
import { useFormat } from "../../format/use-format.ts";
import { useLanguage, useSaid } from "../../words/language.tsx";
import styles from "./quality.module.css";
import { words } from "./words.ts";

interface RuleListProps {
  readonly rules: LetterCounts["rules"];
  readonly chosen: string | null;
  readonly colour: (rule: string) => string;
  readonly onRule: (rule: string) => void;
}

/** A bar for each rule, coloured as far as its records are still open. */
export function RuleList({ rules, chosen, colour, onRule }: RuleListProps) {
  const said = useSaid(words).letter;
  const format = useFormat();
  const { language } = useLanguage();
  const most = Math.max(1, ...rules.map((rule) => rule.open + rule.retried + rule.dropped));
  return (
    <ul className={styles.rules}>
      {rules.map(({ reason, label, open, retried, dropped }) => (
        <li key={reason}>
          <button type="button" aria-pressed={reason === chosen} onClick={() => onRule(reason)}>
            <span>{label[language]}</span>
            <span className={styles.count}>{format.count(open)}</span>
            <span className={styles.track} aria-hidden="true">
              {open > 0 && (
                <span
                  className={styles.open}
                  style={{ width: `${(open / most) * 100}%`, background: colour(reason) }}
                />
              )}
              {retried + dropped > 0 && (
                <span className={styles.closed} style={{ width: `${((retried + dropped) / most) * 100}%` }} />
              )}
            </span>
            {retried + dropped > 0 && (
              <span className={styles.note}>
                {[[retried, said.statuses.retried] as const, [dropped, said.statuses.dropped] as const]
                  .filter(([count]) => count > 0)
                  .map(([count, word]) => `${word.toLowerCase()}: ${format.count(count)}`)
                  .join(" · ")}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
