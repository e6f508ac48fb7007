import { ActionIcon } from "@mantine/core";
import { useMemo } from "react";
import type { QueryAnswer } from "../../../src/server/api/query.ts";
import { useFigures } from "../../api/analyses.ts";
import type { Cell } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { MeasureDefinition } from "../../parts/measure-definition.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { Value } from "../../parts/value.tsx";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import { Definition } from "./definition.tsx";
import styles from "./measures.module.css";
import { useChange, useNames } from "./names.ts";
import { useSeries } from "./series.ts";
import { Spark } from "./spark.tsx";
import { type Explored, MEASURES, type Measure } from "./view.ts";
import { words } from "./words.ts";

/** Every measure over the whole period with its course; a click makes it the one of the chart and the boards. */
export function MeasuresPanel({ explored }: { readonly explored: Explored }) {
  const said = useSaid(words);
  const names = useNames();
  const { filters, compare } = explored;
  const query = useFigures({ ...filters, measures: MEASURES, compare }, { enabled: filters !== null });
  const { series } = useSeries(explored);
  const totals = useMemo(() => {
    const columns = query.data?.columns ?? [];
    const before = hasSales(query.data) ? query.data?.previous?.rows : undefined;
    const at = (rows: readonly (readonly Cell[])[] | undefined, id: string): Cell | undefined =>
      rows === undefined ? undefined : (rows[0]?.[columns.findIndex((column) => column.id === id)] ?? null);
    return (id: string) => ({ now: at(query.data?.rows, id) ?? null, before: at(before, id) });
  }, [query.data]);
  const table = {
    columns: [
      { id: "measure", label: said.measures, unit: "text" as const },
      { id: "value", label: said.current, unit: "text" as const },
      ...(compare === null ? [] : [{ id: "previous", label: said.previous, unit: "text" as const }]),
    ],
    rows: MEASURES.map((id) => [
      names.measure(id),
      totals(id).now,
      ...(compare === null ? [] : [totals(id).before ?? null]),
    ]),
  };
  return (
    <div className={styles.left}>
      <Panel
        title={said.measures}
        definition={<p>{said.measures_is}</p>}
        height={MEASURES.length * 64}
        state={stateOf(query)}
        table={table}
      >
        <ul className={styles.measures}>
          {MEASURES.map((id) => (
            <Row key={id} id={id} explored={explored} {...totals(id)} spark={series?.of(id) ?? null} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** Whether anything was sold in the period before. */
export function hasSales(answer: QueryAnswer | undefined): boolean {
  const place = answer?.columns.findIndex((column) => column.id === "transactions") ?? -1;
  return Number(answer?.previous?.rows[0]?.[place] ?? 0) > 0;
}

interface RowProps {
  readonly id: Measure;
  readonly explored: Explored;
  readonly now: Cell;
  readonly before: Cell | undefined;
  readonly spark: { readonly now: readonly Cell[]; readonly before: readonly Cell[] | null } | null;
}

function Row({ id, explored, now, before, spark }: RowProps) {
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const change = useChange()(names.measureUnit(id), now, before);
  const { view, setView, openRows } = explored;
  const label = names.measure(id);
  const unit = names.measureUnit(id);
  const exact = format.cell(unit, now);
  const isWhole = unit === "money" && now !== null && !id.startsWith("average");
  return (
    <li className={styles.measure} data-chosen={view.measure === id || undefined}>
      <button
        type="button"
        className={styles.choose}
        aria-pressed={view.measure === id}
        onClick={() => setView({ measure: id })}
      >
        <span className={styles.measureName}>{label}</span>
        <span className={styles.measureValue}>
          <Value shown={isWhole ? format.moneyWhole(String(now)) : exact} exact={exact} />
          {change !== null && <span className={styles.change}>{change}</span>}
        </span>
      </button>
      <Spark values={spark?.now ?? []} before={spark?.before ?? null} />
      <Definition title={label}>
        <MeasureDefinition id={id} />
      </Definition>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={said.rows_of({ figure: label })}
        title={said.rows_of({ figure: label })}
        onClick={() => openRows([], id)}
      >
        <Icon name="right" size={16} />
      </ActionIcon>
    </li>
  );
}
