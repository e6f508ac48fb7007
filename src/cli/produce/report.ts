import type { produce as ProduceWords } from "../../i18n/en/produce.ts";
import type { Formatter } from "../../i18n/format.ts";
import type { WriterReport } from "../../sinks/kafka/record-writer.ts";

export interface DeliveryFigures extends WriterReport {
  readonly sent: number;
  /** Null for the sales of a file, which have ids of their own. */
  readonly firstId: number | null;
  readonly lastId: number | null;
  readonly durationMs: number;
}

const MANY = 100;

/** What became of the sales, for people; no line feed at the end. */
export function reportText(figures: DeliveryFigures, words: typeof ProduceWords, format: Formatter): string {
  const { sent, acknowledged, waiting, firstId, lastId, durationMs } = figures;
  const speed = format.decimal(Number(((sent * 1000) / Math.max(1, durationMs)).toPrecision(4)), 0);
  const lines: (readonly [string, string])[] = [
    // Of a few sales the speed says nothing.
    [
      words.sent,
      `${format.count(sent)}${sent < MANY ? "" : ` (${words.took({ time: format.duration(durationMs), rate: speed })})`}`,
    ],
    [words.acknowledged, format.count(acknowledged)],
  ];
  if (waiting > 0) lines.push([words.failed, `${format.count(waiting)} (${words.unknown_place})`]);
  if (firstId !== null && lastId !== null) {
    lines.push([words.ids, words.range({ from: format.count(firstId), to: format.count(lastId) })]);
  }
  for (const { partition, acknowledged: count, firstOffset, lastOffset } of figures.partitions) {
    const [from, to] = [firstOffset, lastOffset].map((offset) => (offset === null ? "–" : format.count(offset)));
    const text = words.offsets({ count: format.count(count), from: from ?? "–", to: to ?? "–" });
    lines.push([words.partition({ partition: String(partition) }), text]);
  }
  const widest = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, text]) => `${label.padEnd(widest)}  ${text}`).join("\n");
}

/** The same for programs: English ids, plain numbers. */
export function reportJson(topic: string, figures: DeliveryFigures): string {
  const report = {
    topic,
    sent: figures.sent,
    acknowledged: figures.acknowledged,
    failed: figures.waiting,
    first_id: figures.firstId,
    last_id: figures.lastId,
    duration_ms: figures.durationMs,
    by_partition: figures.partitions.map((part) => ({
      partition: part.partition,
      acknowledged: part.acknowledged,
      failed: part.waiting,
      first_offset: part.firstOffset,
      last_offset: part.lastOffset,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
