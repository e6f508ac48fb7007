import type { EChartsCoreOption } from "echarts/core";
import { use, useEffect, useRef, useState } from "react";
import styles from "./chart.module.css";
import type { Engine } from "./chart-engine.ts";
import { type ChartLook, useChartLook } from "./chart-look.ts";
import { PictureContext } from "./picture.ts";

/** What somebody clicked. */
export interface Picked {
  readonly series: string;
  readonly name: string;
  readonly place: number;
}

interface ChartProps {
  /** Keep it the same function (useCallback) until the data change: a new one is drawn. */
  readonly draw: (look: ChartLook) => EChartsCoreOption;
  /** What it shows, in one sentence, for those who do not see it; the figures are in the panel's table. */
  readonly label: string;
  /** Pixels. */
  readonly height?: number;
  readonly onPick?: (picked: Picked) => void;
  /** For scatter, heat maps and visualMap, which are loaded apart. Fixed. */
  readonly more?: boolean;
}

/** A chart by ECharts, which is loaded with the first one. Series are kept by id from one drawing to the next. */
export function Chart({ draw, label, height = 240, onPick, more = false }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<Engine>();
  const look = useChartLook();
  const picked = useRef(onPick);
  picked.current = onPick;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let made: Engine | undefined;
    let isGone = false;
    const observer = new ResizeObserver(() => made?.resize({ animation: { duration: 0 } }));
    void loadEngine(more).then((createChart) => {
      if (isGone) return;
      made = createChart(element);
      made.on("click", ({ seriesName = "", name, dataIndex }) =>
        picked.current?.({ series: seriesName, name, place: dataIndex }),
      );
      observer.observe(element);
      setEngine(made);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      made?.dispose();
    };
  }, [more]);
  useEffect(() => {
    engine?.setOption({ ...frame(look), ...draw(look) }, { replaceMerge: ["series"], lazyUpdate: false });
  }, [engine, draw, look]);
  const offer = use(PictureContext);
  useEffect(() => {
    if (engine === undefined) return;
    return offer(() => engine.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: look.surface }));
  }, [engine, offer, look]);
  return <div ref={place} className={styles.chart} style={{ height }} role="img" aria-label={label} />;
}

async function loadEngine(more: boolean) {
  const [{ createChart }, kinds] = await Promise.all([
    import("./chart-engine.ts"),
    more ? import("./chart-more.ts") : undefined,
  ]);
  kinds?.registerMore();
  return createChart;
}

/** What all charts have in common; a drawing may say otherwise. */
function frame(look: ChartLook): EChartsCoreOption {
  return {
    animation: !look.isStill,
    animationDuration: 300,
    animationDurationUpdate: 300,
    animationEasing: "cubicOut",
    animationEasingUpdate: "cubicOut",
    backgroundColor: "transparent",
    color: [look.accent],
    textStyle: { fontFamily: "system-ui, sans-serif", fontSize: 12, color: look.ink },
    grid: { left: 0, right: 8, top: 16, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
  };
}
