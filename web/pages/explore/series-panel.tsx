import { useCallback, useMemo } from "react";
import type { Cell } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { Chart, type Picked } from "../../parts/chart.tsx";
import type { ChartLook } from "../../parts/chart-look.ts";
import { MeasureDefinition } from "../../parts/measure-definition.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import type { TableData } from "../../parts/table-data.ts";
import { useSaid } from "../../words/language.tsx";
import styles from "./measures.module.css";
import { useNames } from "./names.ts";
import { useSeries } from "./series.ts";
import { seriesOption } from "./series-option.ts";
import type { Explored } from "./view.ts";
import { words } from "./words.ts";

const HEIGHT = 232;

/** The chosen measure over time; a click on a point opens its rows. */
export function SeriesPanel({ explored }: { readonly explored: Explored }) {
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const { view, filters, compare, openRows } = explored;
  const { query, series } = useSeries(explored);
  const id = view.measure;
  const unit = names.measureUnit(id);
  const label = names.measure(id);
  const shown = useMemo(() => series?.of(id) ?? null, [series, id]);
  const draw = useCallback(
    (look: ChartLook) =>
      series === null || shown === null
        ? {}
        : seriesOption({ look, format, series, unit, ...shown, label, previous: said.previous, soFar: said.so_far }),
    [series, shown, format, unit, label, said],
  );
  const pick = ({ place }: Picked) => {
    const bucket = series?.buckets[place];
    if (series !== null && bucket !== undefined) openRows([[series.grain, bucket]], id);
  };
  const by = said.by[series?.grain ?? "day"];
  const table = useMemo((): TableData | undefined => {
    if (series === null || shown === null) return undefined;
    return {
      columns: [
        { id: series.grain, label: names.dimension(series.grain), unit: series.grain },
        { id, label, unit },
        ...(shown.before === null ? [] : [{ id: `${id}_previous`, label: said.previous, unit }]),
      ],
      rows: series.buckets.map((bucket, place): Cell[] => [
        bucket,
        shown.now[place] ?? null,
        ...(shown.before === null ? [] : [shown.before[place] ?? null]),
      ]),
    };
  }, [series, shown, names, id, label, unit, said]);
  return (
    <Panel
      title={`${label} ${by}`}
      unit={unit === "money" ? format.currency : undefined}
      definition={<MeasureDefinition id={id} />}
      height={HEIGHT}
      state={stateOf(query, (data) => data.rows.length === 0 && (data.previous?.rows.length ?? 0) === 0)}
      empty={{ text: said.nothing, command: said.nothing_command }}
      table={table}
      files={{
        path: "/api/query",
        params: { ...filters, dimensions: [series?.grain ?? "day"], measures: [id], order: [series?.grain ?? "day"] },
        name: `${id}_${series?.grain ?? "day"}`,
        ...(compare === null ? {} : { formats: ["parquet"] }),
      }}
    >
      {shown?.before != null && (
        <p className={styles.legend}>
          <span className={styles.keyNow} /> {label} <span className={styles.keyBefore} /> {said.previous}
        </p>
      )}
      <Chart draw={draw} label={said.series_seen({ measure: label, by })} height={HEIGHT} onPick={pick} />
    </Panel>
  );
}
