import type { Cell } from "../../format/format.ts";
import styles from "./measures.module.css";

const [WIDTH, HEIGHT] = [80, 32];

interface SparkProps {
  readonly values: readonly Cell[];
  readonly before: readonly Cell[] | null;
}

/** The course of a figure without axes; it begins at zero. Those who do not see it have the table of the chart. */
export function Spark({ values, before }: SparkProps) {
  const most = Math.max(1e-9, ...[...values, ...(before ?? [])].map(Number));
  const x = (index: number) => (values.length < 2 ? WIDTH / 2 : (index * (WIDTH - 4)) / (values.length - 1) + 2);
  const y = (value: Cell) => HEIGHT - 2 - (Number(value) / most) * (HEIGHT - 6);
  const line = (points: readonly Cell[]) => {
    let isDown = false;
    return points
      .map((value, index) => {
        if (value === null) {
          isDown = false;
          return "";
        }
        const step = `${isDown ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
        isDown = true;
        return step;
      })
      .join("");
  };
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      {before !== null && <path d={line(before)} className={styles.sparkBefore} />}
      <path d={line(values)} className={styles.sparkNow} />
      {last >= 0 && <circle cx={x(last)} cy={y(values[last] ?? null)} r={2} className={styles.sparkDot} />}
    </svg>
  );
}
