import type { CompiledQuestion, Narrowed, Question } from "../engines/duckdb/shop/shop-questions.ts";
import { type AnalysisId, compileAnalysis } from "../model/analyses/catalogue.ts";
import { type DimensionId, dimensionColumn } from "../model/dimensions.ts";
import { type Column, type MetricContext, missingColumns, type Query, queryColumns } from "../model/query.ts";
import { compileQuery } from "../model/sql/compile.ts";
import type { Dialect } from "../model/sql/dialect.ts";
import { UserError } from "../model/user-error.ts";

/** How columns are to be written to a file. */
interface Renamed {
  readonly nameOf: (column: string) => string;
  readonly masked: readonly string[];
}

/** Stands for a value that is not to be seen. */
export const MASKED = "•••";

/** An analysis over narrowed sales. @throws {UserError} api_unavailable */
export function analysisQuestion(id: AnalysisId, narrowed: Narrowed, renamed?: Renamed): Question {
  return {
    ...narrowed,
    compile(context, dialect) {
      requireColumns(
        id,
        narrowed.filters.map(({ dimension }) => dimension),
        context,
      );
      const compiled = compileAnalysis(id, context, dialect);
      if (compiled.kind === "unavailable") throw new UserError("api_unavailable", { id, missing: compiled.missing });
      return [rename(compiled, renamed, dialect)];
    },
  };
}

/** A free question. @throws {UserError} api_unavailable */
export function queryQuestion(query: Query, renamed?: Renamed): Question {
  const { period = {}, filters = [], ...rest } = query;
  return {
    period,
    filters,
    compile(context, dialect) {
      const missing = missingColumns(query, context.columns);
      if (missing.length > 0) throw new UserError("api_unavailable", { id: query.dimensions.join(", "), missing });
      return [rename({ sql: compileQuery(rest, context, dialect), columns: queryColumns(rest) }, renamed, dialect)];
    },
  };
}

/** The values of a dimension, most sold first. */
export function labelsQuestion(dimension: DimensionId): Question {
  return queryQuestion({
    dimensions: [dimension],
    measures: ["gross_sales"],
    order: [{ by: "gross_sales", direction: "descending" }],
    limit: MOST_LABELS,
  });
}

const MOST_LABELS = 200;

function requireColumns(id: string, dimensions: readonly DimensionId[], { columns }: MetricContext): void {
  const missing = dimensions.map(dimensionColumn).filter((column) => !columns.has(column));
  if (missing.length > 0) throw new UserError("api_unavailable", { id, missing });
}

function rename(
  { sql, columns }: { readonly sql: string; readonly columns: readonly Column[] },
  renamed: Renamed | undefined,
  dialect: Dialect,
): CompiledQuestion {
  if (renamed === undefined) return { sql, columns };
  const list = columns.map(({ id }) => {
    const value = renamed.masked.includes(id) ? dialect.text(MASKED) : dialect.name(id);
    return `${value} AS ${dialect.name(renamed.nameOf(id))}`;
  });
  return { sql: `SELECT ${list.join(", ")} FROM (${sql}) AS answer`, columns };
}
