import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { viewCommand } from "../../src/engines/spark/connect/commands.ts";
import type { SparkSession } from "../../src/engines/spark/connect/link.ts";
import {
  type Relation,
  sourceRelation,
  sqlRelation,
  withWatermark,
} from "../../src/engines/spark/connect/relations.ts";
import { queryRows, runCommand } from "../../src/engines/spark/connect/results.ts";
import { closeSession, openSession } from "../../src/engines/spark/connect/session.ts";
import {
  activeStreams,
  awaitAnyStream,
  awaitStream,
  explainStream,
  findStream,
  lastProgress,
  processAllAvailable,
  recentProgress,
  resetTerminated,
  startStream,
  stopStream,
  streamException,
  streamStatus,
} from "../../src/engines/spark/connect/streams.ts";

/** What the client does with streaming queries, on a real server that is there from the first hook on. */
export function sparkStreamsSuite(available: boolean, address: () => string): void {
  let folder: string;
  let session: SparkSession;

  beforeAll(async () => {
    if (!available) return;
    folder = await mkdtemp(join(tmpdir(), "spark-streams-"));
    session = await openSession(address());
    return async () => {
      await closeSession(session);
      await rm(folder, { recursive: true });
    };
  });

  test("a windowed query with a watermark runs, is watched and stopped", async () => {
    const input = await inbox("windows");
    await input.put("1.json", ["12:00:10 1.10", "12:00:50 2.20", "12:01:10 5.00"]);
    const windows = await windowed(session, "windows", input.folder);
    const stream = await startStream(session, windows, {
      format: "memory",
      name: "by_minute",
      outputMode: "update",
      options: { checkpointLocation: join(folder, "windows-state") },
    });
    expect(stream.name).toBe("by_minute");
    expect(await activeStreams(session)).toEqual([stream]);
    expect(await findStream(session, stream.id)).toEqual(stream);
    await processAllAvailable(session, stream);
    expect(await queryRows(session, "SELECT minute, n, total FROM by_minute ORDER BY minute")).toEqual([
      { minute: "12:00", n: 2n, total: "3.30" },
      { minute: "12:01", n: 1n, total: "5.00" },
    ]);

    await input.put("2.json", ["12:05:00 1.00"]);
    await processAllAvailable(session, stream);
    await input.put("3.json", ["12:00:20 9.99", "12:05:30 1.00"]);
    await processAllAvailable(session, stream);
    const progress = await recentProgress(session, stream);
    expect(progress.reduce((sum, { inputRows }) => sum + inputRows, 0)).toBe(6);
    expect(progress.flatMap(({ state }) => state).reduce((sum, { rowsDropped }) => sum + rowsDropped, 0)).toBe(1);
    const last = await lastProgress(session, stream);
    expect(last).toMatchObject({ id: stream.id, runId: stream.runId, name: "by_minute" });
    expect(last?.watermark).toMatch(/^2026-01-31T12:04:/);
    expect(last?.durationMs.triggerExecution).toBeGreaterThan(0);

    expect(await streamStatus(session, stream)).toMatchObject({ active: true });
    expect(await explainStream(session, stream, { extended: true })).toContain("StateStoreSave");
    expect(await streamException(session, stream)).toBeUndefined();
    expect(await awaitStream(session, stream, 10)).toBe(false);
    await stopStream(session, stream);
    expect(await streamStatus(session, stream)).toMatchObject({ active: false });
    expect(await awaitStream(session, stream)).toBe(true);
    expect(await activeStreams(session)).toEqual([]);
    expect(await findStream(session, crypto.randomUUID())).toBeUndefined();
  });

  test("a restart from the checkpoint goes on under the same id, also in another session", async () => {
    const input = await inbox("restart");
    const options = {
      format: "json",
      to: { path: join(folder, "restart-out") },
      trigger: "available-now",
      options: { checkpointLocation: join(folder, "restart-state") },
    } as const;
    await input.put("1.json", ["12:00:10 1.10"]);
    const first = await startStream(session, raw(input.folder), options);
    expect(await awaitStream(session, first)).toBe(true);
    await input.put("2.json", ["12:00:20 2.20"]);

    const other = await openSession(address());
    onTestFinished(() => closeSession(other));
    const second = await startStream(other, raw(input.folder), options);
    expect(await awaitStream(other, second)).toBe(true);
    expect(second.id).toBe(first.id);
    expect(second.runId).not.toBe(first.runId);
    const written = await queryRows(other, `SELECT total FROM json.\`${options.to.path}\` ORDER BY total`);
    expect(written).toEqual([{ total: 1.1 }, { total: 2.2 }]);
  });

  test("a stream that fails tells why", async () => {
    await resetTerminated(session);
    const input = await inbox("failing");
    await input.put("1.json", ["12:00:10 1.10"]);
    await runCommand(session, viewCommand("failing", raw(input.folder)));
    const stream = await startStream(session, sqlRelation("SELECT raise_error('no such luck') AS x FROM failing"), {
      format: "noop",
      options: { checkpointLocation: join(folder, "failing-state") },
    });
    await expect(awaitStream(session, stream)).rejects.toMatchObject({ kind: "query" });
    await expect(awaitAnyStream(session)).rejects.toMatchObject({ kind: "query" });
    const error = await streamException(session, stream);
    expect(error?.message).toContain("no such luck");
    expect(`${error?.message}\n${error?.detail}`).not.toMatch(/^\s+at \w/m);
    await expect(startStream(session, sqlRelation("SELECT 1 AS a"), { format: "noop" })).rejects.toMatchObject({
      kind: "query",
    });
  });

  /** A folder that a stream reads; files appear in it whole. */
  async function inbox(name: string) {
    const path = join(folder, name);
    await mkdir(path);
    return {
      folder: path,
      put: async (file: string, sales: readonly string[]) => {
        const lines = sales.map((sale) => {
          const [time, total] = sale.split(" ");
          return `{"at":"2026-01-31 ${time}","total":${total}}\n`;
        });
        await writeFile(join(folder, `${name}-${file}`), lines.join(""));
        await rename(join(folder, `${name}-${file}`), join(path, file));
      },
    };
  }

  function raw(path: string): Relation {
    const schema = "at TIMESTAMP, total DECIMAL(18,2)";
    return sourceRelation({ format: "json", schema, paths: [path], streaming: true });
  }

  async function windowed(at: SparkSession, name: string, path: string): Promise<Relation> {
    await runCommand(at, viewCommand(name, withWatermark(raw(path), "at", "1 minute")));
    return sqlRelation(
      `SELECT date_format(window.start, 'HH:mm') AS minute, count(*) AS n, sum(total) AS total
       FROM ${name} GROUP BY window(at, '1 minute')`,
    );
  }
}
