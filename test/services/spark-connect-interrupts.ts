import { expect, test } from "vitest";
import { interrupt } from "../../src/engines/spark/connect/interrupt.ts";
import type { SparkSession } from "../../src/engines/spark/connect/link.ts";
import { queryRows } from "../../src/engines/spark/connect/results.ts";

/** A part of `sparkConnectSuite`. */
export function testInterrupts(opened: () => { readonly session: SparkSession; readonly ui: string }): void {
  test.each(["all", "tag", "operation", "signal"] as const)("a running query is interrupted (%s)", async (how) => {
    const { session, ui } = opened();
    const stop = new AbortController();
    const operationId = crypto.randomUUID();
    const endless = queryRows(
      session,
      "SELECT count(*) AS n FROM range(0, 20000000000000, 1, 8)",
      {},
      {
        tags: ["slow"],
        operationId,
        signal: stop.signal,
      },
    ).catch((error: unknown) => error);
    const targets = { all: "all", tag: { tag: "slow" }, operation: { operationId }, signal: undefined } as const;
    const target = targets[how];
    // Spark 4.1 forgets to cancel a job that starts just after the interrupt.
    await expect.poll(() => busyTasks(ui), { timeout: 40_000 }).toBeGreaterThan(0);
    if (target === undefined) stop.abort();
    else expect(await interrupt(session, target)).toEqual([operationId]);
    expect(await endless).toMatchObject({ kind: "interrupted" });
    // The machine is free again: this would wait behind the endless one otherwise.
    expect(await queryRows(session, "SELECT count(*) AS n FROM range(0, 100, 1, 8)")).toEqual([{ n: 100n }]);
  });
}

/** As Spark's own pages count them. */
async function busyTasks(ui: string): Promise<number> {
  const get = async (path: string) => (await (await fetch(`${ui}/api/v1/applications${path}`)).json()) as unknown;
  const [application] = (await get("")) as readonly { readonly id: string }[];
  const jobs = (await get(`/${application?.id}/jobs?status=running`)) as readonly { readonly numActiveTasks: number }[];
  return jobs.reduce((sum, { numActiveTasks }) => sum + numActiveTasks, 0);
}
