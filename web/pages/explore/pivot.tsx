import { Button, MultiSelect, NativeSelect } from "@mantine/core";
import { useMemo } from "react";
import { useFormat } from "../../format/use-format.ts";
import { MeasureDefinition } from "../../parts/measure-definition.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import { BoardPicture } from "./board-picture.tsx";
import { useNames } from "./names.ts";
import styles from "./pivot.module.css";
import { type PivotAsked, readPath, usePivot } from "./pivot-data.ts";
import { pivotTable } from "./pivot-export.ts";
import { PivotTable } from "./pivot-table.tsx";
import { type Dimension, type Explored, isDimension, MEASURES, type Measure } from "./view.ts";
import { words } from "./words.ts";

const USUAL_MEASURES: readonly Measure[] = ["net_sales", "transactions", "average_order_value"];
const MOST_BY = 3;
const STEP = 50;

/** Dimensions against dimensions or figures, sorted, divided further row by row. */
export function PivotView({ explored }: { readonly explored: Explored }) {
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const { view, setView, dimensions, filters, compare } = explored;
  const asked = useMemo(() => readAsked(explored), [explored]);
  const { query, pivot } = usePivot(asked);
  const { by, across, measures } = asked;
  const choice = (id: Dimension) => ({ value: id, label: names.dimension(id) });
  const table = pivot === null ? undefined : pivotTable({ pivot, asked, names, format, said });
  const isFlat = across === null && asked.open.length === 0 && compare === null && by.length === 1;
  return (
    <Panel
      title={[by.map(names.dimension), across === null ? [] : [names.dimension(across)]]
        .map((all) => all.join(" › "))
        .filter(Boolean)
        .join(" × ")}
      definition={
        <>
          <p>{said.pivot_is}</p>
          {measures.map((id) => (
            <div key={id}>
              <strong>{names.measure(id)}</strong>
              <MeasureDefinition id={id} />
            </div>
          ))}
        </>
      }
      height={480}
      state={
        query === undefined
          ? { kind: "loading" }
          : pivot === null && query.error === null
            ? { kind: "loading" }
            : stateOf(query, () => pivot?.rows.length === 0)
      }
      empty={{ text: said.nothing, command: said.nothing_command }}
      table={table}
      files={{
        path: "/api/query",
        params: {
          ...filters,
          dimensions: [...by, ...(across === null ? [] : [across])].slice(0, 4),
          measures,
          ...(isFlat ? { order: [asked.order], limit: asked.most } : { limit: 10_000 }),
        },
        name: "pivot",
        ...(isFlat ? {} : { formats: ["parquet"] }),
      }}
    >
      <div className={styles.pivotControls}>
        <MultiSelect
          label={said.rows_by}
          value={[...by]}
          data={dimensions.filter((id) => id !== across).map(choice)}
          maxValues={MOST_BY}
          onChange={(next) => setView({ by: next.length === 0 ? ["category"] : next, open: [] })}
        />
        <NativeSelect
          label={said.columns_by}
          value={across ?? ""}
          data={[{ value: "", label: said.columns_none }, ...dimensions.filter((id) => !by.includes(id)).map(choice)]}
          onChange={(event) => setView({ across: event.currentTarget.value || null })}
        />
        <MultiSelect
          label={said.pivot_measures}
          value={[...measures]}
          data={MEASURES.map((id) => ({ value: id, label: names.measure(id) }))}
          onChange={(next) => setView({ show: next, sort: null })}
        />
        {across !== null && by.length === 1 && (
          <Button
            variant="default"
            onClick={() => setView({ by: [across], across: by[0] ?? null, open: [], sort: null })}
          >
            {said.swap}
          </Button>
        )}
      </div>
      {pivot !== null && table !== undefined && (
        <>
          <BoardPicture title={said.pivot} table={table} />
          <PivotTable explored={explored} asked={asked} pivot={pivot} />
          <div className={styles.pivotNote}>
            {pivot.hasMoreColumns && <span>{said.cut_columns({ n: format.count(pivot.columns.length) })}</span>}
            {pivot.hasMore && (
              <>
                <span>{said.cut_rows({ n: format.count(asked.most) })}</span>
                <Button size="compact-sm" variant="default" onClick={() => setView({ most: view.most + STEP * 4 })}>
                  {said.more}
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </Panel>
  );
}

function readAsked({ view, dimensions, filters, compare }: Explored): PivotAsked {
  const known = (id: string): id is Dimension => isDimension(id) && dimensions.includes(id);
  const chosen = [...new Set(view.by.filter(known))].slice(0, MOST_BY);
  const by = chosen.length === 0 ? dimensions.slice(0, 1) : chosen;
  const across = view.across !== null && known(view.across) && !by.includes(view.across) ? view.across : null;
  const shown = MEASURES.filter((id) => view.show.includes(id));
  const measures = shown.length === 0 ? (across === null ? USUAL_MEASURES : USUAL_MEASURES.slice(0, 1)) : shown;
  const sorted = view.sort?.replace(/^-/, "") ?? "";
  const isKnown = sorted === by[0] || measures.some((id) => id === sorted);
  return {
    filters,
    by,
    across,
    measures,
    order: isKnown && view.sort !== null ? view.sort : `-${measures[0]}`,
    most: Math.min(Math.max(view.most, 1), 1000),
    // With columns there is no room for a second figure in each cell.
    compare: across === null ? compare : null,
    open: view.open.filter((text) => readPath(text, by).length < by.length).slice(0, 30),
  };
}
