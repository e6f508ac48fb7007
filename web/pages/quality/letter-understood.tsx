import type { OpenedLetter } from "../../../src/server/api/dead-letters.ts";
import { useFields } from "../../api/fields.ts";
import { Icon } from "../../shell/icons.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import styles from "./drawer.module.css";
import { readRecord } from "./read-record.ts";
import { words } from "./words.ts";

interface LetterUnderstoodProps {
  readonly letter: OpenedLetter;
  /** As it came, or as it is being mended. */
  readonly text: string;
  readonly isMended: boolean;
}

/** Where each column was looked for and what stood there; it follows the mending. */
export function LetterUnderstood({ letter, text, isMended }: LetterUnderstoodProps) {
  const said = useSaid(words).letter;
  const names = useWords().sale;
  const fields = useFields().data?.columns ?? null;
  const { isWhole, values } = readRecord(text);
  const known =
    letter.understood ??
    fields
      ?.filter(({ sources }) => sources.length > 0)
      .map(({ column, sources }) => ({ column, sources, text: null, suspect: false })) ??
    null;
  const rows = (known ?? []).map((row) => {
    const found = row.sources.map((name) => values.get(name) ?? null).filter((value) => value !== null);
    const value = letter.understood !== null && !isMended ? row.text : found.length === 0 ? null : found.join(" ");
    return { ...row, value, isSuspect: row.suspect || (value === null && !isWhole) };
  });
  return (
    <section className={styles.side}>
      <header className={styles.sideHead}>
        <h3>{said.understood}</h3>
      </header>
      {!isWhole && <p className={styles.soft}>{said.understood_not}</p>}
      {rows.length > 0 && (
        <table className={styles.understood}>
          <thead>
            <tr>
              <th>{said.column}</th>
              <th>{said.field}</th>
              <th>{said.value}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ column, sources, value, isSuspect }) => (
              <tr key={column} data-suspect={isSuspect || undefined}>
                <td>{column in names ? names[column as keyof typeof names] : column}</td>
                <td>
                  <code>{sources.join(" + ")}</code>
                </td>
                <td>
                  {value === null ? <span className={styles.soft}>{said.missing}</span> : <code>{value}</code>}
                  {isSuspect && (
                    <span className={styles.suspect}>
                      <Icon name="warning" size={14} /> {said.suspect}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
