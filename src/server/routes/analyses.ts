import {
  ANALYSIS_IDS,
  type AnalysisId,
  compileAnalysis,
  DEFAULT_ANALYSES,
  isAnalysis,
} from "../../model/analyses/catalogue.ts";
import { DIMENSION_IDS, DIMENSIONS } from "../../model/dimensions.ts";
import { isMeasure, MEASURE_IDS } from "../../model/measures.ts";
import { nearest } from "../../model/nearest.ts";
import type { Query } from "../../model/query.ts";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../../model/sale.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import { UserError } from "../../model/user-error.ts";
import { analysisRoute, type Catalogue, catalogueRoute } from "../api/analyses.ts";
import { queryRoute } from "../api/query.ts";
import { todayRoute } from "../api/today.ts";
import type { Api } from "../app.ts";
import { languageOf } from "../http/problem.ts";
import type { ServerParts } from "../parts.ts";
import { isMasked, narrowedBefore, narrowedBy, periodOf } from "./narrowed.ts";
import { readDimensions, readMeasures, readOrder } from "./query-asked.ts";
import { csvResponse, parquetResponse, requireExport, shownRows } from "./table-answer.ts";
import { todayAnswer } from "./today-answer.ts";
import { analysisWords, columnWords, measureWords } from "./words-of.ts";

export function addAnalyses(api: Api, { desk, access, stream, now }: ServerParts): void {
  const { timeZone } = desk.definition;

  api.openapi(catalogueRoute, (c) => c.json(catalogueOf(desk.columns()), 200));

  api.openapi(todayRoute, async (c) => {
    const at = now();
    return c.json(todayAnswer(await desk.today(at), at, stream.history().last?.time ?? null), 200);
  });

  api.openapi(analysisRoute, async (c) => {
    const { id } = c.req.valid("param");
    if (!isAnalysis(id)) {
      throw new UserError("api_analysis_unknown", { id, meant: nearest(id, ANALYSIS_IDS).slice(0, 1).join("") });
    }
    const { compare, format, lang, ...filters } = c.req.valid("query");
    const who = c.var.who;
    const narrowed = narrowedBy(filters, who);
    const before = narrowedBefore(narrowed, compare, now(), timeZone);
    const options = { name: id, language: lang ?? languageOf(c.req.raw), masked: isMasked(who) };
    if (format !== "json") requireExport(access, who);
    if (format === "parquet") return parquetResponse((file) => desk.writeAnalysis(id, narrowed, file), options);
    const { batch, value } = await desk.analysis(id, narrowed);
    if (format === "csv") return csvResponse(value, options);
    const previous = before === null ? null : (await desk.analysis(id, before)).value;
    return c.json(
      {
        id,
        batch,
        period: periodOf(narrowed),
        columns: (value?.columns ?? columnsOf(id)).map(columnWords),
        rows: shownRows(value, options.masked),
        previous: before === null ? null : { period: periodOf(before), rows: shownRows(previous, options.masked) },
      },
      200,
    );
  });

  api.openapi(queryRoute, async (c) => {
    const { compare, format, lang, dimensions, measures, order, limit, ...filters } = c.req.valid("query");
    const who = c.var.who;
    const narrowed = narrowedBy(filters, who);
    const ids = readMeasures(measures);
    const query: Query = {
      ...narrowed,
      dimensions: readDimensions(dimensions),
      measures: ids,
      order: readOrder(order, [...dimensions, ...measures]),
    };
    const before = narrowedBefore(narrowed, compare, now(), timeZone);
    const options = { name: "query", language: lang ?? languageOf(c.req.raw), masked: isMasked(who) };
    if (format !== "json") requireExport(access, who);
    if (format === "parquet") return parquetResponse((file) => desk.writeQuery({ ...query, limit }, file), options);
    // One more tells whether there are more.
    const { batch, value } = await desk.query({ ...query, limit: limit + 1 });
    const shown = value === null ? null : { ...value, rows: value.rows.slice(0, limit) };
    if (format === "csv") return csvResponse(shown, options);
    const previous = before === null ? null : (await desk.query({ ...query, ...before, limit: MOST_BEFORE })).value;
    return c.json(
      {
        batch,
        period: periodOf(narrowed),
        columns: (value?.columns ?? []).map(columnWords),
        rows: shownRows(shown, options.masked),
        more: (value?.rows.length ?? 0) > limit,
        previous: before === null ? null : { period: periodOf(before), rows: shownRows(previous, options.masked) },
        measures: ids.map(measureWords),
      },
      200,
    );
  });
}

/** What was best this time may have been far down the time before. */
const MOST_BEFORE = 20_000;

function catalogueOf(columns: ReadonlySet<SaleColumn> | null): Catalogue {
  return {
    analyses: ANALYSIS_IDS.map((id) => {
      const compiled = columns === null ? undefined : compileAnalysis(id, contextOf(columns), duckdb);
      const all = columnsOf(id);
      return {
        id,
        ...analysisWords(id),
        available: compiled === undefined ? null : compiled.kind === "ready",
        missing: compiled?.kind === "unavailable" ? [...compiled.missing] : [],
        columns: all.map(columnWords),
        measures: all.flatMap(({ id: column }) => (isMeasure(column) ? [measureWords(column)] : [])),
        usual: DEFAULT_ANALYSES.includes(id),
      };
    }),
    measures: MEASURE_IDS.map(measureWords),
    dimensions: DIMENSION_IDS.map((id) => columnWords({ id, unit: DIMENSIONS[id].unit })),
  };
}

function columnsOf(id: AnalysisId) {
  const compiled = compileAnalysis(id, contextOf(new Set(SALE_COLUMN_NAMES)), duckdb);
  return compiled.kind === "ready" ? compiled.columns : [];
}

function contextOf(columns: ReadonlySet<SaleColumn>) {
  return { relation: "sales", columns, status: { recognised: [], pending: [], cancelled: [] } };
}
