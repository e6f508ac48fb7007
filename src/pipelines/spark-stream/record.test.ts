import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRecordBlock } from "../../sources/stream/record-block.ts";
import { readRecord, type SparkRecord, writeRecord } from "./record.ts";
import { resultRows } from "./result-rows.ts";

test("what is written is read, whole; what is newer or damaged is told", async () => {
  const folder = await mkdtemp(join(tmpdir(), "spark-record-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const inner = join(folder, "state");
  expect(await readRecord(inner)).toBeNull();
  const record = { name: "vitrina-1", batch: 3, results: { "a/0": "7" } } as unknown as SparkRecord;
  await writeRecord(inner, record);
  await writeRecord(inner, { ...record, batch: 4 });
  expect(await readRecord(inner)).toEqual({ ...record, format: 1, batch: 4 });
  expect(await readdir(inner)).toEqual(["spark-stream.json"]);

  await writeFile(join(inner, "spark-stream.json"), '{"format":2}');
  await expect(readRecord(inner)).rejects.toMatchObject({ code: "state_newer", params: { format: 2, known: 1 } });
  await writeFile(join(inner, "spark-stream.json"), '{"form');
  await expect(readRecord(inner)).rejects.toMatchObject({ code: "spark_stream_record_damaged" });
});

test("rows of a results topic are those with the contract's fields", () => {
  const row = {
    query: "totals",
    window_start: "2026-11-01T10:00:00Z",
    window_end: "2026-11-01T10:01:00Z",
    key: null,
    transactions: 2,
    gross_sales: "3.00",
    average_sale: "1.50",
    final: false,
    batch: null,
  };
  const block = createRecordBlock();
  for (const text of [
    JSON.stringify(row),
    "{not",
    '{"query":"totals"}',
    "garbage",
    JSON.stringify({ ...row, key: "é🎉" }),
  ]) {
    block.add(Buffer.from(text), 0, Buffer.byteLength(text), 0, 0);
  }
  block.addNull(9, 0);
  expect(resultRows(block.take())).toEqual([row, { ...row, key: "é🎉" }]);
});
