import type { StreamSnapshot } from "./stream-history.ts";

export interface PrometheusOptions {
  /** Id of the source, a label of every sample. */
  readonly source: string;
  /** Ages are counted to this moment. */
  readonly now: Date;
}

interface Metric {
  readonly name: string;
  readonly kind: "counter" | "gauge";
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Labels and a value; what is not known is left out. */
type Sample = readonly [labels: Readonly<Record<string, string>>, value: number | null];

/**
 * How a stream stands, in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/),
 * which is served as `text/plain; version=0.0.4`.
 * Rows are counted from the beginning of the state where the snapshot is; batches and phases of this process.
 */
export function prometheusText(snapshot: StreamSnapshot, { source, now }: PrometheusOptions): string {
  return [...countMetrics(snapshot), ...paceMetrics(snapshot), ...standingMetrics(snapshot, now)]
    .map((metric) => metricText(metric, { source }))
    .join("");
}

function countMetrics({ batches, quality, phases }: StreamSnapshot): Metric[] {
  const { accepted, rejected, late, duplicate, reasons, warnings } = quality;
  const by = (label: string, counts: Readonly<Record<string, number>>): Sample[] =>
    Object.entries(counts).map(([name, count]) => [{ [label]: name }, count]);
  const seconds = Object.fromEntries(Object.entries(phases).map(([phase, ms]) => [phase, ms / 1000]));
  return [
    counter("read_rows_total", "Rows read.", [[{}, quality.read]]),
    counter("rows_total", "Rows by verdict; together they are the rows read.", [
      ...by("verdict", { accepted, rejected, late, duplicate }),
    ]),
    counter("rejected_rows_total", "Rejected rows by rule.", by("reason", reasons)),
    counter("warnings_total", "Warnings about accepted rows by rule.", by("rule", warnings)),
    counter("batches_total", "Micro-batches of this process.", [[{}, batches]]),
    counter("phase_seconds_total", "Time spent by phase of the micro-batches of this process.", by("phase", seconds)),
  ];
}

function paceMetrics({ rowsPerSecond, lag }: StreamSnapshot): Metric[] {
  return [
    gauge("rows_per_second", "Rows read a second over the last seconds.", [[{}, rowsPerSecond]]),
    gauge("unread_rows", "Rows in the source that are still unread.", [[{}, lag.rows]]),
    gauge("behind_seconds", "Age in event time of what is read now, 0 where nothing is unread.", [[{}, lag.seconds]]),
    gauge("catch_up_seconds", "Time until nothing is unread, at the pace of the last seconds.", [
      [{}, lag.catchUpSeconds],
    ]),
  ];
}

function standingMetrics({ last }: StreamSnapshot, now: Date): Metric[] {
  if (last === null) return [];
  const { partitions, state } = last;
  const age = (time: string | null) => (time === null ? null : (now.getTime() - Date.parse(time)) / 1000);
  const byPartition = (value: (partition: (typeof partitions)[number]) => number | null): Sample[] =>
    partitions.map((each) => [{ partition: each.partition }, value(each)]);
  return [
    gauge("batch", "Number of the last micro-batch.", [[{}, last.batch]]),
    gauge("batch_timestamp_seconds", "When the last micro-batch was cut.", [[{}, seconds(last.time)]]),
    gauge("watermark_timestamp_seconds", "The lowest watermark.", [[{}, seconds(last.watermark)]]),
    gauge("watermark_lag_seconds", "How long ago the watermark is.", [[{}, age(last.watermark)]]),
    gauge(
      "partition_unread_rows",
      "Unread rows by partition.",
      byPartition(({ behind }) => behind),
    ),
    gauge(
      "partition_watermark_timestamp_seconds",
      "Watermark by partition.",
      byPartition(({ watermark }) => seconds(watermark)),
    ),
    gauge(
      "partition_idle",
      "1 where a partition is quiet and holds no window open.",
      byPartition(({ idle }) => (idle ? 1 : 0)),
    ),
    gauge("open_windows", "Windows that are not final.", [[{}, state.openWindows]]),
    gauge("state_rows", "Rows in the state.", [[{}, state.rows]]),
    gauge("state_bytes", "Size of the state on disk.", [[{}, state.bytes]]),
  ];
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, kind: "counter", help, samples };
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, kind: "gauge", help, samples };
}

function seconds(time: string | null): number | null {
  return time === null ? null : Date.parse(time) / 1000;
}

function metricText({ name, kind, help, samples }: Metric, common: Readonly<Record<string, string>>): string {
  const full = `vitrina_stream_${name}`;
  const lines = samples.flatMap(([labels, value]) =>
    value === null ? [] : [`${full}{${labelsText({ ...common, ...labels })}} ${value}\n`],
  );
  return lines.length === 0 ? "" : `# HELP ${full} ${help}\n# TYPE ${full} ${kind}\n${lines.join("")}`;
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(",");
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
