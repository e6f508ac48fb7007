import type { ReactNode } from "react";
import { useWords } from "../words/language.tsx";
import styles from "./stat-tile.module.css";
import { Value } from "./value.tsx";

interface StatTileProps {
  readonly label: string;
  /** Null while it is not known: a line of the same size. */
  readonly value: string | null;
  /** The same with every digit, for hover and copy; by default what is shown. */
  readonly exact?: string;
  /** A line below: a comparison, a remark. */
  readonly note?: ReactNode;
  /** Makes the whole tile lead to the rows behind it. */
  readonly onOpen?: () => void;
}

/** One figure with its name. */
export function StatTile({ label, value, exact, note, onOpen }: StatTileProps) {
  const words = useWords().panel;
  return (
    <div className={styles.tile}>
      <p className={styles.label}>
        {onOpen === undefined ? (
          label
        ) : (
          <button type="button" onClick={onOpen}>
            {label}
          </button>
        )}
      </p>
      <p className={styles.value}>
        {value === null ? (
          <span className={styles.wait} role="img" aria-label={words.loading} />
        ) : (
          <Value shown={value} exact={exact ?? value} />
        )}
      </p>
      {note !== undefined && <div className={styles.note}>{note}</div>}
    </div>
  );
}
