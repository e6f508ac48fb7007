import type { CliMessages } from "../../i18n/en/cli.ts";
import { wordsFor } from "../../i18n/words.ts";
import { ANALYSIS_IDS, type AnalysisId, compileAnalysis, DEFAULT_ANALYSES } from "../../model/analyses/catalogue.ts";
import { isMeasure } from "../../model/measures.ts";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../../model/sale.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import { createPaint, type Paint } from "../../sinks/console/paint.ts";
import { wrap } from "../../sinks/console/width.ts";
import { vocabularyOf } from "../../sinks/view/vocabulary.ts";
import { print, type Session, wantsColor, widthOfOutput } from "../io.ts";
import type { AnalysesFlags } from "./analyses.ts";

interface Entry {
  readonly id: AnalysisId;
  readonly title: string;
  readonly definition: string;
  readonly formulas: readonly string[];
  readonly default: boolean;
  readonly needs: readonly SaleColumn[];
  /** Name of its file, without the ending. */
  readonly file: string;
  readonly columns: readonly EntryColumn[];
}

interface EntryColumn {
  readonly id: string;
  /** Its name in files. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
}

/** `vitrina analyses`. Returns the exit code. */
export async function runAnalyses({ format }: AnalysesFlags, session: Session): Promise<number> {
  const entries = ANALYSIS_IDS.map((id) => describe(id, session));
  await print(session, format === "json" ? `${JSON.stringify(entries, null, 2)}\n` : catalogueText(entries, session));
  return 0;
}

function describe(id: AnalysisId, { language }: Session): Entry {
  const vocabulary = vocabularyOf(language);
  const { fileColumn } = wordsFor(language);
  const columns = columnsOf(id);
  return {
    id,
    title: vocabulary.title(id),
    definition: vocabulary.definition(id),
    formulas: columns.flatMap((column) => (isMeasure(column.id) ? [formulaOf(vocabulary.measure(column.id))] : [])),
    default: DEFAULT_ANALYSES.includes(id),
    needs: neededBy(id),
    file: vocabulary.stem(id),
    columns: columns.map(({ id: column, unit }) => ({
      id: column,
      name: fileColumn(column),
      title: vocabulary.column(column),
      unit,
    })),
  };
}

function formulaOf({ label, formula }: { readonly label: string; readonly formula: string }): string {
  return `${label} = ${formula}`;
}

const NO_STATUS = { recognised: [], pending: [], cancelled: [] };

function columnsOf(id: AnalysisId) {
  const context = { relation: "sales", columns: new Set(SALE_COLUMN_NAMES), status: NO_STATUS };
  const compiled = compileAnalysis(id, context, duckdb);
  return compiled.kind === "ready" ? compiled.columns : [];
}

/** Of the columns a shop may lack. */
function neededBy(id: AnalysisId): readonly SaleColumn[] {
  const least: ReadonlySet<SaleColumn> = new Set(["timestamp", "total"]);
  const compiled = compileAnalysis(id, { relation: "sales", columns: least, status: NO_STATUS }, duckdb);
  return compiled.kind === "unavailable" ? compiled.missing : [];
}

function catalogueText(entries: readonly Entry[], session: Session): string {
  const { io } = session;
  const words = session.words.catalogue;
  const look = { words, paint: createPaint(wantsColor(io, io.stdout)), width: Math.min(100, widthOfOutput(io.stdout)) };
  const byDefault = entries.filter((entry) => entry.default);
  const others = entries.filter((entry) => !entry.default);
  return [
    look.paint.title(words.by_default({ count: byDefault.length })),
    ...byDefault.map((entry) => entryText(entry, look)),
    look.paint.title(words.on_request({ count: others.length })),
    ...others.map((entry) => entryText(entry, look)),
  ]
    .map((block) => `${block}\n`)
    .join("\n");
}

function entryText(
  { id, title, definition, formulas, needs, file, columns }: Entry,
  { words, paint, width }: { words: CliMessages["catalogue"]; paint: Paint; width: number },
): string {
  const field = (label: string, text: string) =>
    wrap(`${label}: ${text}`, width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
  return [
    `${paint.bar(id)}  ${title}`,
    ...wrap(definition, width - 2).map((line) => `  ${line}`),
    ...(formulas.length === 0 ? [] : field(words.formula, formulas.join("; "))),
    ...field(words.columns, columns.map((column) => column.name).join(", ")),
    ...field(words.file, file),
    ...(needs.length === 0 ? [] : field(words.needs, needs.join(", "))),
  ].join("\n");
}
