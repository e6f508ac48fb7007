import type {
  Kept,
  LateFound,
  LateQuery,
  LateSavings,
  LetterCounts,
  LettersQuery,
  Narrowed,
  Question,
  SaleRecord,
  SalesPage,
  SalesQuery,
  ShopReader,
  Snapshot,
} from "../engines/duckdb/shop/shop-questions.ts";
import type { RetentionSettings } from "../engines/duckdb/stream/retention.ts";
import type { StreamState } from "../engines/duckdb/stream/state.ts";
import type { AnalysisId } from "../model/analyses/catalogue.ts";
import type { SalePlan } from "../model/plan.ts";
import type { Query } from "../model/query.ts";
import type { ResultTable } from "../model/result.ts";
import type { SaleColumn } from "../model/sale.ts";
import type { DeadLetter } from "../model/stream/aside.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import type { StreamQuality } from "../model/stream/stream-progress.ts";
import type { WindowRow } from "../model/stream/window-row.ts";
import { UserError } from "../model/user-error.ts";
import { createAnswerCache } from "./shop-cache.ts";
import { analysisQuestion, labelsQuestion, queryQuestion } from "./shop-questions.ts";
import { type ShopToday, todayOf } from "./shop-today.ts";

/** What is asked of a shop beside its stream: plain data in and out, free of any engine. */
export interface ShopDesk {
  readonly definition: StreamDefinition;
  readonly engineVersion: string;
  readonly retention: RetentionSettings;
  /** Number of the last micro-batch. */
  batch(): number;
  /** How all rows were judged, since the state began and with every correction. */
  quality(): StreamQuality;
  /** Windows that end by then are final, milliseconds; null before the first. */
  finalUntil(): number | null;
  /** How records become sales; null before the first. */
  plan(): SalePlan | null;
  columns(): ReadonlySet<SaleColumn> | null;
  /** Windowed queries by a column that the shop does not have. */
  unanswered(): readonly { readonly query: string; readonly column: SaleColumn }[];
  kept(): Promise<Snapshot<Kept>>;
  labels(): Promise<ShopLabels>;
  /** Null before the first record. @throws {UserError} api_unavailable */
  analysis(id: AnalysisId, narrowed: Narrowed): Promise<Snapshot<ResultTable | null>>;
  query(query: Query): Promise<Snapshot<ResultTable | null>>;
  /** Writes the same to a Parquet file, its columns under other names. @throws {UserError} api_no_sales */
  writeAnalysis(id: AnalysisId, narrowed: Narrowed, file: ParquetFile): Promise<void>;
  writeQuery(query: Query, file: ParquetFile): Promise<void>;
  today(now: Date): Promise<ShopToday>;
  sales(query: SalesQuery): Promise<Snapshot<SalesPage>>;
  latestSales(limit: number): Promise<readonly SaleRecord[]>;
  windows(query: AskedWindows): Promise<Snapshot<WindowRow[]>>;
  letters(query: LettersQuery): Promise<DeadLetter[]>;
  letterCounts(query: { readonly since: Date; readonly seconds: number }): Promise<LetterCounts>;
  late(query: LateQuery): Promise<LateFound>;
  lateSavings(): Promise<LateSavings>;
}

/** Labels by dimension, most sold first. */
export type ShopLabels = Readonly<Record<"category" | "payment_method" | "status", readonly (string | null)[]>>;

export interface AskedWindows {
  readonly query: string;
  /** Starts, milliseconds: [from, to). */
  readonly from: number | null;
  readonly to: number | null;
  readonly windows: number;
}

export interface ParquetFile {
  readonly path: string;
  /** What a column is called there. */
  readonly nameOf: (column: string) => string;
  /** Columns whose values are not to be seen. */
  readonly masked: readonly string[];
}

export function createShopDesk(state: StreamState, reader: ShopReader): ShopDesk {
  const { definition } = state;
  const cache = createAnswerCache();
  const batch = () => state.checkpoint().batch;
  const kept = <T>(name: string, asked: unknown, compute: () => Promise<T>) =>
    cache.answer(`${name} ${JSON.stringify(asked)}`, batch(), compute);
  const table = async (question: Question): Promise<Snapshot<ResultTable | null>> => {
    const { batch, value } = await reader.tables(question);
    return { batch, value: value?.[0] ?? null };
  };

  return {
    definition,
    engineVersion: reader.version,
    retention: state.retention,
    batch,
    quality: () => state.checkpoint().quality,
    finalUntil: () => state.checkpoint().finalUntil,
    plan: reader.plan,
    columns: reader.columns,
    unanswered: state.unanswered,
    kept: () => kept("kept", null, () => reader.kept()),
    labels: () => kept("labels", null, () => readLabels(reader)),
    analysis: (id, narrowed) => kept("analysis", [id, narrowed], () => table(analysisQuestion(id, narrowed))),
    query: (query) => kept("query", query, () => table(queryQuestion(query))),
    writeAnalysis: (id, narrowed, file) => write(reader, analysisQuestion(id, narrowed, file), file),
    writeQuery: (query, file) => write(reader, queryQuestion(query, file), file),
    // To the second: the moment is part of the question.
    today: (now) => kept("today", now.toISOString().slice(0, 19), () => todayOf(reader, definition.timeZone, now)),
    sales: (query) => kept("sales", query, () => reader.sales(query)),
    latestSales: async (limit) => (await kept("latest", limit, () => reader.latestSales(limit))).value,
    windows: (query) =>
      kept("windows", query, () => reader.windows({ ...query, finalUntil: state.checkpoint().finalUntil })),
    letters: async (query) => (await reader.letters(query)).value,
    letterCounts: async (query) => (await reader.letterCounts(query)).value,
    late: async (query) => (await reader.late(query)).value,
    lateSavings: async () => {
      const { sizeSeconds, slideSeconds, watermarkSeconds } = definition;
      const steps = STEPS.filter((step) => step > watermarkSeconds);
      const asked = { sizeSeconds, slideSeconds, watermarkSeconds, steps };
      return (await kept("savings", null, () => reader.lateSavings(asked))).value;
    },
  };
}

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
/** Watermarks that somebody might choose, in seconds. */
const STEPS: readonly number[] = [
  ...[5, 10, 15, 20, 30, 45, 60, 75, 90],
  ...[2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 3, 7].map((days) => days * DAY),
];

async function write(reader: ShopReader, question: Question, { path }: ParquetFile): Promise<void> {
  const { value } = await reader.write(question, path);
  if (!value) throw new UserError("api_no_sales", {});
}

async function readLabels(reader: ShopReader): Promise<ShopLabels> {
  const has = reader.columns();
  const of = async (dimension: keyof ShopLabels): Promise<(string | null)[]> => {
    if (has?.has(dimension) !== true) return [];
    const { value } = await reader.tables(labelsQuestion(dimension));
    return (value?.[0]?.rows ?? []).map(([label]) => (label === null || label === undefined ? null : String(label)));
  };
  return { category: await of("category"), payment_method: await of("payment_method"), status: await of("status") };
}
