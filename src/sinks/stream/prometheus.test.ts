import { expect, test } from "vitest";
import { aBatch, aPartition } from "../../../test/fixtures/stream-batches.ts";
import { prometheusText } from "./prometheus.ts";
import { createStreamHistory } from "./stream-history.ts";

const now = new Date("2026-03-31T10:00:10Z");

test("counters and gauges in the text format, each metric declared once and before its samples", () => {
  const history = createStreamHistory({ watermarkSeconds: 60 });
  const quality = { read: 10, accepted: 6, rejected: 2, late: 1, duplicate: 1, reasons: { bad_number: 2 } };
  const snapshot = history.add(
    aBatch(3, "2026-03-31T10:00:05.000Z", quality, {
      watermark: "2026-03-31T09:59:00Z",
      partitions: [
        aPartition('sales"/\\0\n', { behind: 4, watermark: "2026-03-31T09:59:00Z" }),
        aPartition("sales/1", { behind: 0, idle: true }),
      ],
      state: { openWindows: 5, rows: 6, bytes: 7000 },
    }),
  );
  const text = prometheusText(snapshot, { source: "kafka:sales", now });
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(samples).toEqual([
    'vitrina_stream_read_rows_total{source="kafka:sales"} 10',
    'vitrina_stream_rows_total{source="kafka:sales",verdict="accepted"} 6',
    'vitrina_stream_rows_total{source="kafka:sales",verdict="rejected"} 2',
    'vitrina_stream_rows_total{source="kafka:sales",verdict="late"} 1',
    'vitrina_stream_rows_total{source="kafka:sales",verdict="duplicate"} 1',
    'vitrina_stream_rejected_rows_total{source="kafka:sales",reason="bad_number"} 2',
    'vitrina_stream_batches_total{source="kafka:sales"} 1',
    'vitrina_stream_phase_seconds_total{source="kafka:sales",phase="read"} 0.9',
    'vitrina_stream_phase_seconds_total{source="kafka:sales",phase="judge"} 0.06',
    'vitrina_stream_phase_seconds_total{source="kafka:sales",phase="commit"} 0.04',
    'vitrina_stream_rows_per_second{source="kafka:sales"} 10',
    'vitrina_stream_unread_rows{source="kafka:sales"} 4',
    // Latest event time 10:00:00, read at 10:00:05.
    'vitrina_stream_behind_seconds{source="kafka:sales"} 5',
    'vitrina_stream_batch{source="kafka:sales"} 3',
    'vitrina_stream_batch_timestamp_seconds{source="kafka:sales"} 1774951205',
    'vitrina_stream_watermark_timestamp_seconds{source="kafka:sales"} 1774951140',
    'vitrina_stream_watermark_lag_seconds{source="kafka:sales"} 70',
    'vitrina_stream_partition_unread_rows{source="kafka:sales",partition="sales\\"/\\\\0\\n"} 4',
    'vitrina_stream_partition_unread_rows{source="kafka:sales",partition="sales/1"} 0',
    'vitrina_stream_partition_watermark_timestamp_seconds{source="kafka:sales",partition="sales\\"/\\\\0\\n"} 1774951140',
    'vitrina_stream_partition_idle{source="kafka:sales",partition="sales\\"/\\\\0\\n"} 0',
    'vitrina_stream_partition_idle{source="kafka:sales",partition="sales/1"} 1',
    'vitrina_stream_open_windows{source="kafka:sales"} 5',
    'vitrina_stream_state_rows{source="kafka:sales"} 6',
    'vitrina_stream_state_bytes{source="kafka:sales"} 7000',
  ]);
  const declared: string[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const [, kind, name = ""] = /^# (HELP|TYPE) (\S+) \S/.exec(line) ?? [];
    if (kind === "HELP") declared.push(name);
    else expect(kind === "TYPE" ? name : line.replace(/\{.*/s, "")).toBe(declared.at(-1));
  }
  expect(new Set(declared).size).toBe(declared.length);
  expect(text.endsWith("\n")).toBe(true);
});

test("before the first batch there are counts of nothing and no times", () => {
  const text = prometheusText(createStreamHistory({ watermarkSeconds: 60 }).snapshot(), { source: "http", now });
  expect(text).toContain('vitrina_stream_read_rows_total{source="http"} 0\n');
  expect(text).not.toMatch(/watermark|NaN|null|Infinity/);
});
