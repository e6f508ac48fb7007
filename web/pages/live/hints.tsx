import { Button } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useSaid } from "../../words/language.tsx";
import styles from "./minute.module.css";
import { words } from "./words.ts";

/** Explains window, watermark and final where they are seen, until somebody has read it. */
export function Hints() {
  const said = useSaid(words).hints;
  const [isRead, setRead] = useLocalStorage({
    key: "vitrina-hints-read",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  if (isRead) return null;
  return (
    <aside className={styles.hints} aria-label={said.title}>
      <p>{said.window}</p>
      <p>{said.watermark}</p>
      <p>{said.final}</p>
      <footer>
        <Button size="compact-sm" variant="default" onClick={() => setRead(true)}>
          {said.close}
        </Button>
      </footer>
    </aside>
  );
}
