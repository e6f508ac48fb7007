import { expect, test } from "vitest";
import { parseProgress } from "../connect/stream-progress.ts";
import { batchProgress, finalUntil } from "./batch-progress.ts";

const fields = (names: readonly string[]) => ({
  type: "struct",
  fields: names.map((name) => ({ name, type: "long" })),
});
const JUDGED = { read: 203, unreadable: 2, missing_id: 1, bad_number: 0 };
const ACCEPTED = { accepted: 190, unknown_status: 4, unknown_category: 0 };

/** As Spark 3.5 tells of a micro-batch; cut to what is read. */
const TOLD = {
  id: "a",
  runId: "b",
  name: "vitrina-1",
  timestamp: "2026-11-23T05:54:49.361Z",
  batchId: 4,
  durationMs: {
    triggerExecution: 900,
    queryPlanning: 30,
    addBatch: 700,
    latestOffset: 20,
    walCommit: 40,
    commitOffsets: 50,
  },
  eventTime: { max: "2026-11-01T10:03:18.000Z", watermark: "2026-11-01T10:02:18.000Z" },
  stateOperators: [
    {
      operatorName: "stateStoreSave",
      numRowsTotal: 24,
      numRowsDroppedByWatermark: 0,
      memoryUsedBytes: 7168,
      customMetrics: {},
    },
    {
      operatorName: "dedupeWithinWatermark",
      numRowsTotal: 188,
      numRowsDroppedByWatermark: 3,
      memoryUsedBytes: 36_640,
      customMetrics: { numDroppedDuplicateRows: 7 },
    },
  ],
  sources: [
    { endOffset: '{"shop":{"1":40,"0":200}}', latestOffset: '{"shop":{"1":45,"0":200}}', numInputRows: 406 },
    { endOffset: '{"shop":{"1":40,"0":200}}', latestOffset: '{"shop":{"1":45,"0":200}}', numInputRows: 0 },
  ],
  observedMetrics: {
    judged: { values: Object.values(JUDGED), schema: fields(Object.keys(JUDGED)) },
    accepted: { values: Object.values(ACCEPTED), schema: fields(Object.keys(ACCEPTED)) },
  },
};

test("every row that was read is accounted for, each record once although Spark reads it for two branches", () => {
  const told = batchProgress(parseProgress(JSON.stringify(TOLD)), 6, 10);
  expect(told).toEqual({
    batch: 15,
    time: "2026-11-23T05:54:50.261Z",
    quality: {
      read: 203,
      accepted: 190,
      rejected: 3,
      late: 3,
      duplicate: 7,
      reasons: { unreadable: 2, missing_id: 1 },
      warnings: { unknown_status: 4 },
    },
    phases: { latestOffset: 20, queryPlanning: 30, walCommit: 40, addBatch: 700, commitOffsets: 50 },
    watermark: "2026-11-01T10:02:18.000Z",
    partitions: [
      { partition: "shop/0", next: "200", watermark: null, behind: 0, idle: false },
      { partition: "shop/1", next: "40", watermark: null, behind: 5, idle: false },
    ],
    state: { openWindows: 6, rows: 212, bytes: 43_808 },
  });
});

test("Spark 4 writes what it counted plainly", () => {
  const told = { ...TOLD, observedMetrics: { judged: JUDGED, accepted: ACCEPTED } };
  expect(batchProgress(parseProgress(JSON.stringify(told)), 6, 10)).toEqual(
    batchProgress(parseProgress(JSON.stringify(TOLD)), 6, 10),
  );
});

test("before the first sale there is no watermark, and in idle times no batch", () => {
  const first = parseProgress(JSON.stringify({ ...TOLD, eventTime: { watermark: "1970-01-01T00:00:00.000Z" } }));
  expect([batchProgress(first, 0)?.watermark, finalUntil(first)]).toEqual([null, null]);
  const idle = parseProgress(JSON.stringify({ ...TOLD, durationMs: { latestOffset: 1, triggerExecution: 1 } }));
  expect(batchProgress(idle, 0)).toBeUndefined();
});
