import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { viewCommand } from "../../src/engines/spark/connect/commands.ts";
import { sourceRelation, sqlRelation, withWatermark } from "../../src/engines/spark/connect/relations.ts";
import { queryRows, runCommand, runSql } from "../../src/engines/spark/connect/results.ts";
import { closeSession, openSession } from "../../src/engines/spark/connect/session.ts";
import { processAllAvailable, startStream, stopStream } from "../../src/engines/spark/connect/streams.ts";

/** Has a server do a little of what it will do for us, so that the classes for it are in the archive too. */
export async function warmUp(address: string, folder: string): Promise<void> {
  const at = (name: string) => pathToFileURL(join(folder, "warm-up", name)).href;
  const session = await openSession(address);
  try {
    const sales = "SELECT CAST(id AS STRING) AS id, timestamp_seconds(id) AS at, CAST(id AS DECIMAL(18,2)) AS total";
    for (const format of ["json", "parquet"]) {
      await runSql(session, `INSERT OVERWRITE DIRECTORY '${at(format)}' USING ${format} ${sales} FROM range(1000)`);
      await queryRows(
        session,
        `SELECT hour(at) AS hour, count(*) AS n, sum(total) AS total FROM ${format}.\`${at(format)}\`
         GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 3`,
      );
    }
    const schema = "id STRING, at TIMESTAMP, total DECIMAL(18,2)";
    const input = sourceRelation({ format: "json", schema, paths: [at("json")], streaming: true });
    await runCommand(session, viewCommand("warm_up", withWatermark(input, "at", "1 minute")));
    const windows = sqlRelation(
      "SELECT window(at, '1 minute').start AS start, count(*) AS n, sum(total) AS total FROM warm_up GROUP BY 1",
    );
    const options = { checkpointLocation: at("checkpoint") };
    const stream = await startStream(session, windows, { format: "noop", outputMode: "update", options });
    await processAllAvailable(session, stream);
    await stopStream(session, stream);
  } finally {
    await closeSession(session);
  }
}
