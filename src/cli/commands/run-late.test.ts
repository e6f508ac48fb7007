import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";
import { openStreamCase, saleText } from "../../../test/streams/stream-case.ts";

/** 10:00 and 10:05 in time, then two that are late; one has a copy that was accepted from another partition. */
const RECORDS = [
  saleText(1, "00:10", 10),
  saleText(2, "05:00", 20),
  saleText(3, "00:20", 5),
  saleText(4, "00:30", 1, { category: "Hogar" }),
].map((value) => ({ value }));

async function stateWithLate(given: Parameters<typeof openStreamCase>[0] = {}) {
  const stream = await openStreamCase({ timeZone: "Europe/Madrid", ...given });
  await stream.open();
  const copy = [saleText(4, "00:30", 1), saleText(5, "05:10", 3)].map((value) => ({ value }));
  await stream.run({ partitions: { a: RECORDS, b: copy }, cuts: [{ a: 4 }] });
  await stream.close();
  const run = (...args: string[]) => runInProcess([...args, "--state", stream.folder]);
  return { stream, run, [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose]() };
}

describe("vitrina late", () => {
  test("lists late sales and applies them once, saying which windows changed", async () => {
    await using late = await stateWithLate();
    const listed = await late.run("late", "list");
    expect(listed.stdout).toMatch(/^ID {2}Time of sale +Watermark +Received +Transaction +Total +Partition +Offset\n/);
    expect(listed.stdout).toMatch(/\n 1 {2}Nov 1 11:00:20 {2}Nov 1 11:04:00 {2}.* 3 +5\.00 {2}a +2\n/);
    expect(JSON.parse((await late.run("late", "list", "--format", "json", "--limit", "1")).stdout)).toMatchObject([
      { id: 1, transaction_id: "3", total: "5.00", applied: null },
    ]);

    const { code, stdout, stderr } = await late.run("late", "apply", "--all");
    expect([code, stderr]).toEqual([
      0,
      "Late sales applied: 1. Found to be duplicates: 1.\n2 window rows changed; the stream shows them when it runs next.\n",
    ]);
    expect(stdout.split("\n").slice(2)).toEqual([
      expect.stringMatching(/^totals +Nov 1, 2026 11:00:00 – 11:01:00 +– +3 +16\.00 +● final$/),
      expect.stringMatching(/^by_category +Nov 1, 2026 11:00:00 – 11:01:00 +Ropa +3 +16\.00 +● final$/),
      "",
    ]);
    expect(await late.run("late", "apply", "--all", "--lang", "es")).toEqual({
      code: 0,
      stdout: "",
      stderr: "No hay ventas tardías en espera.\n",
    });
    expect(await late.run("late", "apply", "1", "--lang", "es")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Ninguna venta tardía con el id 1 está en espera\./),
    });
    expect((await late.run("late", "list")).stderr).toBe("No late sales wait.\n");
    const all = await late.run("late", "list", "--all", "--lang", "es");
    expect(all.stdout).toMatch(/Hora de la +el\n/);
    expect(all.stdout).toMatch(/ 3 +5,00 {2}a +2 +3\n/);
  });

  test("applies only those that were named", async () => {
    await using late = await stateWithLate();
    const applied = await late.run("late", "apply", "1", "--format", "json");
    expect(JSON.parse(applied.stdout)).toMatchObject({
      accepted: 1,
      duplicate: 0,
      changed: 2,
      windows: [{ query: "totals", transactions: 3, gross_sales: "16.00", final: true }, { query: "by_category" }],
    });
    expect(JSON.parse((await late.run("late", "list", "--format", "json")).stdout)).toMatchObject([{ id: 2 }]);
  });

  test("tells wrong usage", async () => {
    for (const args of [["list", "1"], ["apply"], ["apply", "1", "--all"], ["apply", "0"], ["drop"]]) {
      expect([args, (await runInProcess(["late", ...args])).code]).toEqual([args, 2]);
    }
  });
});

describe("vitrina reconcile", () => {
  test("finds windows and rows equal, before and after a correction", async () => {
    await using late = await stateWithLate();
    const equal = { code: 0, stderr: "" };
    expect(await late.run("reconcile")).toEqual({
      ...equal,
      stdout: "Equal: 2 final window rows, computed anew from 4 kept rows, to the cent.\n",
    });
    await late.run("late", "apply", "--all");
    expect(await late.run("reconcile", "--lang", "es")).toEqual({
      ...equal,
      stdout:
        "Igual: 2 filas de ventanas definitivas, calculadas de nuevo a partir de 5 filas conservadas, al céntimo.\n",
    });
    expect(JSON.parse((await late.run("reconcile", "--format", "json")).stdout)).toEqual({
      equal: true,
      compared: 2,
      rows: 5,
      differences: [],
      different: 0,
    });
  });

  test("lists each window that differs, with both sides", async () => {
    await using late = await stateWithLate();
    // As no stream would: a row that counts in its windows is gone.
    const instance = await DuckDBInstance.create(join(late.stream.folder, "state.duckdb"));
    const connection = await instance.connect();
    await connection.run("DELETE FROM sales WHERE transaction_id = 1");
    connection.closeSync();
    instance.closeSync();
    const { code, stdout, stderr } = await late.run("reconcile");
    expect([code, stderr]).toEqual([1, "2 of 2 final window rows differ from the kept rows.\n"]);
    expect(stdout.split("\n").slice(2)).toEqual([
      expect.stringMatching(/^totals +Nov 1, 2026 11:00:00 – 11:01:00 +– +2 · 11\.00 +1 · 1\.00 +1 · 10\.00$/),
      expect.stringMatching(/^by_category +Nov 1, 2026 11:00:00 – 11:01:00 +Ropa +2 · 11\.00 +1 · 1\.00 +1 · 10\.00$/),
      "",
    ]);
    const json = await late.run("reconcile", "--format", "json", "--lang", "es");
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([1, { equal: false, different: 2, compared: 2 }]);
  });

  test("says so where rows were not kept, or nothing is final, or nothing was read", async () => {
    await using late = await stateWithLate({ rows: "drop" });
    expect(await late.run("reconcile")).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^This stream does not keep its rows/),
    });
    const json = await late.run("reconcile", "--format", "json", "--lang", "es");
    expect([json.code, JSON.parse(json.stdout)]).toEqual([1, { equal: null, reason: "rows_not_kept" }]);
    await using empty = await openStreamCase();
    await empty.open();
    await empty.close();
    const ask = () => runInProcess(["reconcile", "--state", empty.folder, "--lang", "es"]);
    expect(await ask()).toMatchObject({ code: 0, stdout: expect.stringMatching(/el flujo no ha leído nada\.\n$/) });
    await empty.open();
    await empty.run({ partitions: { a: RECORDS.slice(0, 1) } });
    await empty.close();
    expect(await ask()).toMatchObject({ code: 0, stdout: expect.stringMatching(/ninguna ventana es definitiva\.\n$/) });
  });

  test("takes the only state under .vitrina, and asks which where there are several", async () => {
    const cwd = await mkdtemp(join(tmpdir(), "vitrina-desk-"));
    try {
      expect(await runInProcess(["reconcile"], { cwd })).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^No state of a stream was found under \.vitrina\//),
      });
      await mkdir(join(cwd, ".vitrina", "not-one"), { recursive: true });
      for (const name of ["one", "two"]) {
        await using late = await stateWithLate();
        await rename(late.stream.folder, join(cwd, ".vitrina", name));
        const run = await runInProcess(["reconcile", "--lang", "es"], { cwd });
        if (name === "one") expect(run).toMatchObject({ code: 0 });
        else {
          expect(run).toMatchObject({
            code: 1,
            stderr: expect.stringContaining(`${join(".vitrina", "one")}/, ${join(".vitrina", "two")}/. Elegir uno`),
          });
        }
      }
      expect(await runInProcess(["reconcile", "--state", ".vitrina/not-one"], { cwd })).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/no state of a stream is kept here/),
      });
    } finally {
      await rm(cwd, { recursive: true, force: true });
    }
  });
});
