import { useStream } from "../../api/stream.ts";
import { Icon } from "../../shell/icons.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import styles from "./pipeline.module.css";
import { words } from "./words.ts";

/** What made the stream fail, and what to do; its sentence ends with the remedy. */
export function FailureNote() {
  const said = useSaid(words);
  const { language } = useLanguage();
  const failure = useStream().data?.failure ?? null;
  if (failure === null) return null;
  return (
    <div className={styles.failure} role="alert">
      <p>
        <Icon name="warning" size={16} /> <strong>{said.failure}</strong>
      </p>
      <p>{failure.detail[language]}</p>
      <p className={styles.soft}>{said.failure_keeps}</p>
    </div>
  );
}
