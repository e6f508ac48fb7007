import { spark } from "../../model/sql/spark.ts";
import type { Desk } from "./desk.ts";
import type { Keeper } from "./keeper.ts";
import { ROW } from "./scan-columns.ts";
import { SOURCE, type Stage } from "./stage.ts";

/**
 * Of the valid rows that share an id all but the first, as a kept table of their places; null where there are none.
 * Nothing but ids is moved between the machines of the cluster while distinctness is proved.
 */
export async function findDuplicates(desk: Desk, keeper: Keeper, stage: Stage, name: string): Promise<string | null> {
  if (!stage.columns.has("transaction_id")) return null;
  const [source, row, id] = [SOURCE, ROW, "transaction_id"].map(spark.name);
  const valid = `FROM ${stage.name} WHERE reason IS NULL AND ${id} IS NOT NULL`;
  const [found] = await desk.rows(
    `SELECT count(*) AS n FROM (SELECT ${id} ${valid} GROUP BY ${id} HAVING count(*) > 1)`,
  );
  if (Number(found?.n ?? 0) === 0) return null;
  const ranked = `SELECT ${source}, ${row}, row_number() OVER (PARTITION BY ${id} ORDER BY ${source}, ${row}) AS rank ${valid}`;
  await keeper.keep(desk, name, `SELECT ${source}, ${row} FROM (${ranked}) WHERE rank > 1`);
  return name;
}
