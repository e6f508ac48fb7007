import { openDuckDbEngine } from "../../engines/duckdb/engine.ts";
import { planStream } from "../../engines/duckdb/stream/plan-stream.ts";
import type { SalePlan } from "../../model/plan.ts";
import type { StreamDefinition } from "../../model/stream/stream-definition.ts";
import { sampleRecords } from "../../pipelines/spark-stream/sample.ts";
import type { StreamSource } from "../../sources/stream/stream-source.ts";

export interface SettleOptions {
  readonly source: StreamSource;
  readonly definition: StreamDefinition;
  readonly folder: string;
  readonly wait: boolean;
  readonly signal: AbortSignal;
}

/** How the records of a topic become sales, seen on its first ones by the embedded engine, so that both understand them alike. */
export async function settlePlan({ definition, folder, ...options }: SettleOptions): Promise<SalePlan | null> {
  const engine = await openDuckDbEngine({ workFolder: folder });
  try {
    const shape = await sampleRecords({ ...options, folder, inspect: engine.inspect });
    return shape === null ? null : planStream(shape, definition);
  } finally {
    await engine.close();
  }
}
