import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import type { Incoming } from "./incoming.ts";

/** Valid rows that are not accepted all the same, by their place: (row, verdict, conflict, watermark in ms). */
export const EXCLUDED = "temp.excluded";

export interface VerdictContext {
  readonly connection: DuckDBConnection;
  readonly definition: StreamDefinition;
  readonly incoming: Incoming;
  readonly plan: SalePlan;
  /** Latest event time of accepted rows before this batch, milliseconds, by partition. */
  readonly latest: (partition: string) => number | null;
}

/** Made once; each batch that filled it leaves it to the next one to be emptied. */
export async function createExcluded(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    "CREATE OR REPLACE TEMP TABLE excluded (row BIGINT NOT NULL, verdict VARCHAR NOT NULL, conflict BOOLEAN NOT NULL, watermark BIGINT)",
  );
}
