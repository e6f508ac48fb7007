import type { SalePlan } from "../../../model/plan.ts";
import type { Column, Filter, MetricContext, Query } from "../../../model/query.ts";
import type { Cell, ResultTable } from "../../../model/result.ts";
import type { RejectReason } from "../../../model/rules.ts";
import type { SaleColumn } from "../../../model/sale.ts";
import type { Dialect } from "../../../model/sql/dialect.ts";
import type { DeadLetter, DeadLetterStatus, LateSale } from "../../../model/stream/aside.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";

/** An answer, and the last micro-batch that is in it. */
export interface Snapshot<T> {
  readonly batch: number;
  readonly value: T;
}

/** What narrows accepted sales down. */
export interface Narrowed {
  /** Local time of the shop, [from, to). */
  readonly period: NonNullable<Query["period"]>;
  readonly filters: readonly Filter[];
}

export interface Question extends Narrowed {
  /** As SQL, over accepted sales that are narrowed down already; several are answered at the same moment. */
  compile(context: MetricContext, dialect: Dialect): readonly CompiledQuestion[];
}

export interface CompiledQuestion {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/** Questions to the shop beside a running stream, with plain data for answers. Null before the first record. */
export interface ShopReader {
  readonly version: string;
  columns(): ReadonlySet<SaleColumn> | null;
  plan(): SalePlan | null;
  tables(question: Question): Promise<Snapshot<readonly ResultTable[] | null>>;
  /** Writes the rows of the first table to a Parquet file. False before the first record. */
  write(question: Question, path: string): Promise<Snapshot<boolean>>;
  kept(): Promise<Snapshot<Kept>>;
  sales(query: SalesQuery): Promise<Snapshot<SalesPage>>;
  /** The sales taken in last, the newest first. */
  latestSales(limit: number): Promise<Snapshot<SaleRecord[]>>;
  windows(query: WindowsQuery): Promise<Snapshot<WindowRow[]>>;
  letters(query: LettersQuery): Promise<Snapshot<DeadLetter[]>>;
  letterCounts(query: { readonly since: Date; readonly seconds: number }): Promise<Snapshot<LetterCounts>>;
  late(query: LateQuery): Promise<Snapshot<LateFound>>;
  lateSavings(query: LateSavingsQuery): Promise<Snapshot<LateSavings>>;
}

/** What is kept of accepted sales; times on the shop's clock. */
export interface Kept {
  readonly rows: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly files: number;
  readonly bytes: number;
}

/** One accepted sale; a column that the shop does not have is null. */
export type SaleRecord = Readonly<Record<SaleColumn | "event_time", Cell>>;

export interface SalesQuery extends Narrowed {
  readonly limit: number;
  /** Only what comes behind this sale. */
  readonly after: SaleKey | null;
}

/** Where a sale stands in the list, newest first: by instant, then by a number made of all its columns. */
export interface SaleKey {
  readonly time: string;
  readonly hash: string;
  /** How many equal sales were shown before. */
  readonly skip: number;
}

export interface SalesPage {
  readonly sales: readonly { readonly sale: SaleRecord; readonly time: string; readonly hash: string }[];
  readonly rows: number;
  readonly gross_sales: string;
}

export interface WindowsQuery {
  readonly query: string;
  /** Starts of windows, milliseconds: [from, to). */
  readonly from: number | null;
  readonly to: number | null;
  /** So many windows: the first from `from` on, or, without it, the last. */
  readonly windows: number;
  readonly finalUntil: number | null;
}

export interface LettersQuery {
  readonly status: DeadLetterStatus | null;
  readonly reason: RejectReason | null;
  readonly before: number | null;
  readonly limit: number;
}

export interface LetterCounts {
  readonly rules: readonly {
    readonly reason: string;
    readonly open: number;
    readonly retried: number;
    readonly dropped: number;
  }[];
  readonly points: readonly { readonly start: string; readonly reason: string; readonly count: number }[];
}

export interface LateQuery {
  readonly waiting: boolean;
  readonly before: number | null;
  readonly limit: number;
}

export interface LateSum {
  readonly sales: number;
  readonly gross_sales: string;
}

export interface LateFound {
  readonly waiting: LateSum;
  readonly applied: LateSum;
  readonly sales: readonly LateSale[];
}

export interface LateSavingsQuery {
  readonly sizeSeconds: number;
  readonly slideSeconds: number;
  /** In force when the sales came. */
  readonly watermarkSeconds: number;
  readonly steps: readonly number[];
}

export interface LateSavings {
  readonly recorded: LateSum;
  readonly steps: readonly (LateSum & { readonly watermark_seconds: number })[];
}
