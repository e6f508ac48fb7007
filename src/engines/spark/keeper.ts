import { viewCommand } from "./connect/commands.ts";
import { localRelation, sqlRelation } from "./connect/relations.ts";
import { collectTable, runCommand } from "./connect/results.ts";
import type { Desk } from "./desk.ts";
import type { Places } from "./places.ts";

/** Computes rows once and gives them a name for SQL. */
export interface Keeper {
  /**
   * Rows in any number. They are read back in their order only if the query is one piece (a hint COALESCE(1)). As files
   * wherever the cluster can write any: what Spark keeps in its memory carries its whole plan into each later query, which
   * costs more than the query.
   */
  keep(desk: Desk, name: string, sql: string): Promise<void>;
  /** A result, in its order. */
  keepResult(desk: Desk, name: string, sql: string): Promise<void>;
  /** Never fails. */
  forget(): Promise<void>;
}

/** A result of more rows stays on the cluster. */
const MOST_ROWS = 10_000;

export function openKeeper(own: Desk, places: Places): Keeper {
  const cached = new Set<string>();
  const keep: Keeper["keep"] = async (desk, name, sql) => {
    const place = await places.tryOutput();
    if (place === null) {
      cached.add(name);
      await desk.cache(name, sql);
      return;
    }
    await desk.write(sql, place.address, { format: "parquet" });
    await desk.files(name, { format: "parquet", paths: [place.address] });
  };
  return {
    keep,
    async keepResult(desk, name, sql) {
      const { session, tags, signal } = desk;
      const limited = `SELECT /*+ COALESCE(1) */ * FROM (${sql}) LIMIT ${MOST_ROWS + 1}`;
      const table = await collectTable(session, sqlRelation(limited), { tags, signal, query: sql });
      const [only, ...others] = table.batches;
      if (only === undefined || others.length > 0 || table.numRows > MOST_ROWS) {
        await keep(desk, name, `SELECT /*+ COALESCE(1) */ * FROM (${sql})`);
      } else {
        await runCommand(session, viewCommand(name, localRelation(table)), { tags, signal });
      }
    },
    async forget() {
      await own.forget([...cached]);
      cached.clear();
    },
  };
}
