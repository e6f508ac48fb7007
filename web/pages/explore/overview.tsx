import { Board } from "./board.tsx";
import styles from "./explore.module.css";
import { MeasuresPanel } from "./measures-panel.tsx";
import { SeriesPanel } from "./series-panel.tsx";
import type { Explored } from "./view.ts";

/** Measures on the left; on the right the chosen one over time and by each dimension. */
export function Overview({ explored }: { readonly explored: Explored }) {
  const { dimensions } = explored;
  return (
    <div className={styles.overview}>
      <MeasuresPanel explored={explored} />
      <div className={styles.right}>
        <SeriesPanel explored={explored} />
        {dimensions
          .filter((dimension) => dimension !== "day" && dimension !== "month")
          .map((dimension) => (
            <div key={dimension} className={styles.board} data-whole={dimension === "hour" || undefined}>
              <Board explored={explored} dimension={dimension} />
            </div>
          ))}
      </div>
    </div>
  );
}
