import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import type { Grain } from "../stream/grains.ts";

/** What whoever asks beside a running stream needs to know of its state. */
export interface StateLook {
  /** One more connection to the same data. */
  connect(): Promise<DuckDBConnection>;
  readonly historyFolder: string;
  /** Null before the first record. */
  plan(): SalePlan | null;
  /** Tables of panes of the windowed queries that the shop's columns can answer. */
  grains(): readonly Grain[];
}
