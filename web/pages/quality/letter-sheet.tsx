import { useState } from "react";
import type { OpenedLetter } from "../../../src/server/api/dead-letters.ts";
import { useMe } from "../../api/session.ts";
import { useFormat } from "../../format/use-format.ts";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import styles from "./drawer.module.css";
import { LetterActions } from "./letter-actions.tsx";
import { readBytes } from "./letter-bytes.ts";
import { LetterRaw } from "./letter-raw.tsx";
import { LetterUnderstood } from "./letter-understood.tsx";
import { words } from "./words.ts";

/** Why it was rejected, its bytes beside what was understood of them, and what can be done. */
export function LetterSheet({ letter }: { readonly letter: OpenedLetter }) {
  const said = useSaid(words).letter;
  const format = useFormat();
  const { language } = useLanguage();
  const mayChange = useMe().data?.can.change === true;
  const bytes = letter.raw === null ? null : readBytes(letter.raw);
  const came = bytes?.text ?? "";
  // The mended text; null while it is as it came.
  const [mended, setMended] = useState<string | null>(null);
  const isOpen = letter.status === "open";
  const text = mended ?? came;
  return (
    <div className={styles.sheet}>
      <dl className={styles.facts}>
        <div>
          <dt>{said.why}</dt>
          <dd>
            <strong>{letter.rule.label[language]}.</strong> {letter.rule.sentence[language]}
          </dd>
        </div>
        <div>
          <dt>{said.place}</dt>
          <dd>
            {said.from({ partition: letter.partition, offset: String(letter.offset) })} · {letter.source} ·{" "}
            {said.batch({ batch: String(letter.batch) })}
          </dd>
        </div>
        <div>
          <dt>{said.received}</dt>
          <dd>
            {format.instant(letter.received)} · {format.bytes(letter.bytes)}
          </dd>
        </div>
        <div>
          <dt>{said.status}</dt>
          <dd>
            <StatusMark status={letter.status} />
            {letter.note !== null && letter.note !== "" && (
              <span>
                {" "}
                · {said.note}: {letter.note}
              </span>
            )}
          </dd>
        </div>
      </dl>
      {bytes === null ? (
        <p className={styles.soft}>{mayChange ? said.no_value : said.hidden}</p>
      ) : (
        <div className={styles.beside}>
          <LetterRaw
            letter={letter}
            bytes={bytes}
            text={text}
            isEditable={isOpen && mayChange}
            onText={(next) => setMended(next === came ? null : next)}
          />
          <LetterUnderstood letter={letter} text={text} isMended={mended !== null} />
        </div>
      )}
      {!isOpen && letter.status !== "open" && <p className={styles.soft}>{said[letter.status]}</p>}
      {isOpen && !mayChange && <p className={styles.soft}>{said.only_analysts}</p>}
      {mayChange && <LetterActions letter={letter} mended={mended} isOpen={isOpen} hasValue={bytes !== null} />}
    </div>
  );
}
