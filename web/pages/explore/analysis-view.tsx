import { useCallback, useMemo } from "react";
import type { Catalogue } from "../../../src/server/api/analyses.ts";
import { analysisPath, useAnalysis } from "../../api/analyses.ts";
import type { Cell } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { Chart, type Picked } from "../../parts/chart.tsx";
import type { ChartLook } from "../../parts/chart-look.ts";
import { useScheme } from "../../parts/chart-look.ts";
import { useColours } from "../../parts/colours.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { isNumber, type TableColumn } from "../../parts/table-data.ts";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { chartOf } from "./analysis-chart.ts";
import type { Answered } from "./analysis-given.ts";
import { analysisOption } from "./analysis-option.ts";
import { BoardPicture } from "./board-picture.tsx";
import styles from "./catalogue.module.css";
import { useChange } from "./names.ts";
import { type Dimension, type Explored, isDimension, valueText } from "./view.ts";
import { words } from "./words.ts";

type Info = Catalogue["analyses"][number];

interface AnalysisViewProps {
  readonly explored: Explored;
  readonly analysis: Info;
  /** Names of the columns it lacks, or empty. */
  readonly lacks: string;
}

export function AnalysisView({ explored, analysis, lacks }: AnalysisViewProps) {
  const said = useSaid(words);
  const { language } = useLanguage();
  const isThere = analysis.available !== false;
  const chart = chartOf(analysis.id);
  return (
    <div className={styles.analysis} data-chart={(isThere && chart !== null) || undefined}>
      <section className={styles.about}>
        <h2>{analysis.title[language]}</h2>
        <p>{analysis.definition[language]}</p>
        {analysis.measures.length > 0 && (
          <details>
            <summary>{said.formulas}</summary>
            <dl>
              {analysis.measures.map((measure) => (
                <div key={measure.id} style={{ display: "contents" }}>
                  <dt>{measure.label[language]}</dt>
                  <dd>
                    <code>{measure.formula[language]}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        {!isThere && (
          <p role="status">
            {said.needs({ columns: lacks })} {said.needs_remedy}
          </p>
        )}
      </section>
      {isThere && <Figures explored={explored} analysis={analysis} />}
    </div>
  );
}

/** Analyses whose rows are no group of sales by the filters: nothing to open. */
const CLOSED: readonly string[] = ["category_trend", "summary_statistics"];
/** It compares two halves of the period by itself. */
const COMPARES_ITSELF = "category_trend";
/** Figures that name a row: bounds of a bin, months since. */
const KEYS: Readonly<Record<string, number>> = { price_histogram: 2, monthly_cohorts: 2 };

function Figures({ explored, analysis }: Omit<AnalysisViewProps, "lacks">) {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const changeOf = useChange();
  const { filters, openRows } = explored;
  const compare = analysis.id === COMPARES_ITSELF ? null : explored.compare;
  const scheme = useScheme();
  const chart = chartOf(analysis.id);
  const [byCategory, byPayment, byStatus] = [
    useColours("category", scheme),
    useColours("payment_method", scheme),
    useColours("status", scheme),
  ];
  const query = useAnalysis(analysis.id, { ...filters, compare }, { enabled: filters !== null });
  // The figures of the analysis before stay until these come.
  const data = query.data?.id === analysis.id ? query.data : undefined;
  const columns = useMemo(
    (): TableColumn[] => analysis.columns.map(({ id, unit, label }) => ({ id, unit, label: label[language] })),
    [analysis, language],
  );
  const keys = keysOf(analysis.id, columns);
  const answered = useMemo((): Answered | null => {
    if (data === undefined) return null;
    const before = data.previous?.rows ?? null;
    return { columns, rows: data.rows, before, keys };
  }, [data, columns, keys]);
  const title = analysis.title[language];
  const colour = useMemo(() => {
    const by = { category: byCategory, payment_method: byPayment, status: byStatus };
    const first = columns[0]?.id ?? "";
    return first in by ? by[first as keyof typeof by] : null;
  }, [byCategory, byPayment, byStatus, columns]);
  const draw = useCallback(
    (look: ChartLook) =>
      answered === null || chart === null ? {} : analysisOption(chart, { look, format, answered, said, colour }),
    [answered, chart, format, said, colour],
  );
  const table = useMemo(() => (answered === null ? undefined : withBefore(answered, said.previous)), [answered, said]);
  const partsOf = (row: readonly Cell[]) =>
    columns.flatMap(({ id }, place): [Dimension, Cell][] => (isDimension(id) ? [[id, row[place] ?? null]] : []));
  const isOpenable =
    !CLOSED.includes(analysis.id) && (columns.some(({ id }) => isDimension(id)) || analysis.id === "revenue_summary");
  const pick = ({ place }: Picked) => {
    const row = answered?.rows[place];
    if (row !== undefined && isOpenable) openRows(partsOf(row));
  };
  const files = {
    path: analysisPath(analysis.id),
    params: { ...filters },
    name: analysis.id,
    ...(compare === null ? {} : { formats: ["parquet" as const] }),
  };
  const state =
    query.data !== undefined && data === undefined && query.error === null
      ? ({ kind: "loading" } as const)
      : stateOf(query, (answer) => answer.rows.length === 0);
  const shared = { state, empty: { text: said.nothing, command: said.nothing_command }, table, files };
  return (
    <>
      {chart !== null && (
        <Panel {...shared} title={title} unit={chart.unit === "money" ? format.currency : undefined} height={320}>
          <Chart
            draw={draw}
            label={said.chart_of({ title })}
            height={320}
            more={chart.kind === "heat"}
            onPick={chart.kind === "line" || chart.kind === "heat" ? () => undefined : pick}
          />
        </Panel>
      )}
      <Panel {...shared} table={chart === null ? table : undefined} title={said.table} height={240}>
        {table !== undefined && (
          <>
            <BoardPicture title={title} table={{ columns: table.columns, rows: table.rows.slice(0, 100) }} />
            <DataTable
              columns={table.columns}
              rows={table.rows}
              caption={said.table_of({ title })}
              height={560}
              render={(column, value, row) => {
                if (column.unit === "text") return said.texts[String(value)];
                if (analysis.id === "summary_statistics" && row[0] === "count") return format.number(Number(value));
                const place = columns.findIndex(({ id }) => id === column.id);
                const then = table.columns.findIndex(({ id }) => id === `${column.id}_previous`);
                if (place < keys || then < 0) return undefined;
                const change = changeOf(column.unit, value, row[then] ?? 0);
                return change === null ? undefined : <span title={change}>{format.cell(column.unit, value)}</span>;
              }}
              {...(isOpenable ? { onRow: (row: readonly Cell[]) => openRows(partsOf(row)) } : {})}
            />
          </>
        )}
      </Panel>
    </>
  );
}

/** The rows with the figures of the same key in the period before, where a comparison was asked for. */
function withBefore({ columns, rows, before, keys }: Answered, previous: string) {
  if (before === null) return { columns, rows };
  const keyOf = (row: readonly Cell[]) => row.slice(0, keys).map(valueText).join("\n");
  const then = new Map(before.map((row) => [keyOf(row), row]));
  // Days and months of two periods never meet; the period before then stands by itself in the chart only.
  const isApart = columns.slice(0, keys).some(({ unit }) => unit === "day" || unit === "month");
  if (isApart) return { columns, rows };
  const figures = columns.flatMap((column, place) =>
    place >= keys && isNumber(column.unit) ? [{ column, place }] : [],
  );
  return {
    columns: [
      ...columns,
      ...figures.map(({ column }) => ({
        ...column,
        id: `${column.id}_previous`,
        label: `${column.label}, ${previous.toLowerCase()}`,
      })),
    ],
    rows: rows.map((row) => [...row, ...figures.map(({ place }) => then.get(keyOf(row))?.[place] ?? null)]),
  };
}

function keysOf(id: string, columns: readonly TableColumn[]): number {
  const first = columns.findIndex(({ unit }) => isNumber(unit));
  return KEYS[id] ?? (first < 0 ? columns.length : first);
}
