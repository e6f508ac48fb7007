import { Link } from "../../address/link.tsx";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./files.module.css";
import { words } from "./words.ts";

export function BackLink() {
  const said = useSaid(words);
  return (
    <Link to="/files" className={styles.back}>
      <Icon name="back" size={16} /> {said.back}
    </Link>
  );
}
