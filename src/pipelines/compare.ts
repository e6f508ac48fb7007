import type { LoadedSales, TableEngine } from "../engines/engine.ts";
import { type AnalysisId, compileAnalysis } from "../model/analyses/catalogue.ts";
import { DIMENSIONS } from "../model/dimensions.ts";
import type { Mapping } from "../model/mapping.ts";
import { MEASURES } from "../model/measures.ts";
import { type Column, type MetricContext, missingColumns, type WindowedQuery } from "../model/query.ts";
import { type Cell, countsAsNumbers, type ResultTable } from "../model/result.ts";
import { panesSql, windowsSql } from "../model/sql/windowed.ts";
import type { InputFile } from "../sources/files/input-file.ts";
import { planSources } from "./plan-sources.ts";

export interface ViewOptions {
  readonly inputs: readonly InputFile[];
  readonly mapping: Mapping;
  readonly defaults: { readonly timeZone: string; readonly currency: string };
  readonly analyses: readonly AnalysisId[];
  readonly windows: readonly WindowedQuery[];
  readonly strict: boolean;
  /** For files that have to be written anew; its owner removes it. */
  readonly spoolFolder: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** All that one engine makes of the inputs, by the names of its tables. */
export interface EngineView {
  readonly engine: TableEngine["id"];
  readonly version: string;
  readonly tables: ReadonlyMap<string, ResultTable>;
}

/** More rejected rows than these are compared by their counts only. */
const MOST_REJECTED = 10_000;

/** Every figure an engine gives: the account of the rows, the rejected ones, the analyses and the windows. */
export async function viewOf(engine: TableEngine, options: ViewOptions): Promise<EngineView> {
  const { strict, signal, onProgress, analyses, windows } = options;
  const { sources } = await planSources({ engine, ...options });
  const loaded = await engine.load(sources, {
    strict,
    signal,
    onProgress: ({ fraction }) => onProgress?.(fraction / 2),
  });
  const context: MetricContext = {
    relation: loaded.relation,
    columns: loaded.columns,
    status: sources[0]?.plan.status ?? { recognised: [], pending: [], cancelled: [] },
  };
  const tables = new Map([
    ["quality", accountOf(loaded)],
    ["rejected_rows", await rejectedOf(engine, loaded)],
  ]);
  let done = 0;
  const step = () => {
    done += 1;
    onProgress?.(0.5 + done / (analyses.length + windows.length) / 2);
  };
  for (const id of analyses) {
    signal.throwIfAborted();
    const compiled = compileAnalysis(id, context, engine.dialect);
    if (compiled.kind === "ready") tables.set(id, countsAsNumbers(await engine.query(compiled.sql, compiled.columns)));
    step();
  }
  for (const window of windows) {
    signal.throwIfAborted();
    if (missingColumns(window, loaded.columns).length === 0) {
      tables.set(`windows ${window.id}`, await windowsOf(engine, window, context));
    }
    step();
  }
  return { engine: engine.id, version: engine.version, tables };
}

function accountOf({ quality, rows, span }: LoadedSales): ResultTable {
  const { read, accepted, rejected, reasons, warnings } = quality;
  const entries: [string, Cell][] = [
    ["read", read],
    ["accepted", accepted],
    ["rejected", rejected],
    ...Object.entries({ ...reasons, ...warnings }).sort(([a], [b]) => (a < b ? -1 : 1)),
    ...rows.map((count, index): [string, Cell] => [`rows of file ${index + 1}`, count]),
    ["first sale", span?.first ?? null],
    ["last sale", span?.last ?? null],
  ];
  return {
    columns: [
      { id: "figure", unit: "text" },
      { id: "value", unit: "text" },
    ],
    rows: entries,
  };
}

async function rejectedOf(engine: TableEngine, { rejected, quality }: LoadedSales): Promise<ResultTable> {
  const columns: Column[] = ["source", "line", "reason"].map((id) => ({ id, unit: id === "line" ? "number" : "text" }));
  if (quality.rejected > MOST_REJECTED) return { columns, rows: [] };
  return engine.query(
    `SELECT source, line, reason FROM ${rejected} ORDER BY source ASC NULLS LAST, line ASC NULLS LAST, reason ASC`,
    columns,
  );
}

async function windowsOf(engine: TableEngine, window: WindowedQuery, context: MetricContext): Promise<ResultTable> {
  const { dialect } = engine;
  const panes = `(${panesSql(window, dialect.name("event_time"), context, dialect)}) AS panes`;
  const keys = ["window_start", ...window.dimensions].map((id) => `${dialect.name(id)} ASC NULLS LAST`);
  const columns: Column[] = [
    { id: "window_start", unit: "time" },
    { id: "window_end", unit: "time" },
    ...window.dimensions.map((id) => ({ id, unit: DIMENSIONS[id].unit })),
    ...window.measures.map((id) => ({ id, unit: MEASURES[id].unit })),
  ];
  const sql = `SELECT * FROM (${windowsSql(window, panes, dialect)}) AS windows ORDER BY ${keys.join(", ")}`;
  return engine.query(sql, columns);
}

export interface Difference {
  readonly table: string;
  /** From 1; with the values of the row's first columns. */
  readonly row: number;
  readonly key: string;
  readonly column: string;
  /** One for each engine; undefined where it has no such row or table. */
  readonly values: readonly [Cell | undefined, Cell | undefined];
}

/** How many cells were compared, and which differ. Cells are equal when they are the same to the last digit and letter. */
export function compareViews(a: EngineView, b: EngineView): { cells: number; differences: Difference[] } {
  const differences: Difference[] = [];
  let cells = 0;
  for (const table of new Set([...a.tables.keys(), ...b.tables.keys()])) {
    const [left, right] = [a.tables.get(table), b.tables.get(table)];
    const columns = (left ?? right)?.columns ?? [];
    const rows = Math.max(left?.rows.length ?? 0, right?.rows.length ?? 0);
    for (let row = 0; row < rows; row += 1) {
      const [mine, theirs] = [left?.rows[row], right?.rows[row]];
      columns.forEach(({ id }, index) => {
        cells += 1;
        if (mine?.[index] !== theirs?.[index]) {
          const key = (mine ?? theirs ?? []).slice(0, 1).map(String).join(" ");
          differences.push({ table, row: row + 1, key, column: id, values: [mine?.[index], theirs?.[index]] });
        }
      });
    }
  }
  return { cells, differences };
}
