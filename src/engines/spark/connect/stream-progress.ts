import { SparkError } from "./spark-error.ts";

/** One micro-batch, as Spark counts it. Rates are rows a second, durations milliseconds, times ISO 8601 in UTC. */
export interface StreamProgress {
  readonly id: string;
  readonly runId: string;
  readonly name: string | undefined;
  readonly batchId: number;
  /** When the batch began. */
  readonly timestamp: string;
  readonly inputRows: number;
  readonly inputRowsPerSecond: number | undefined;
  readonly processedRowsPerSecond: number | undefined;
  /** By phase, as `addBatch`, `queryPlanning`, `walCommit`, `triggerExecution` (the whole). */
  readonly durationMs: Readonly<Record<string, number>>;
  readonly watermark: string | undefined;
  /** Event times of the batch: `min`, `max`, `avg`, `watermark`. */
  readonly eventTime: Readonly<Record<string, string>>;
  readonly state: readonly StateProgress[];
  readonly sources: readonly SourceProgress[];
  /** What `observed` relations counted in the batch, by their name and the metric's; numbers only. */
  readonly observed: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Everything Spark sent. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface StateProgress {
  readonly operator: string;
  readonly rows: number;
  readonly rowsUpdated: number;
  readonly rowsRemoved: number;
  /** Later than the watermark, so not counted. */
  readonly rowsDropped: number;
  readonly memoryBytes: number;
  /** What only this operator counts, as `numDroppedDuplicateRows`. */
  readonly custom: Readonly<Record<string, number>>;
}

export interface SourceProgress {
  readonly description: string;
  readonly inputRows: number;
  /** As the source counts, for example offsets by topic and partition; parsed where it was JSON. */
  readonly startOffset: unknown;
  readonly endOffset: unknown;
  readonly latestOffset: unknown;
  /** As `maxOffsetsBehindLatest` of Kafka. */
  readonly metrics: Readonly<Record<string, string>>;
}

/** From the JSON text of the protocol. */
export function parseProgress(text: string): StreamProgress {
  const raw = objectOf(parse(text));
  const eventTime = textsOf(raw.eventTime);
  return {
    id: String(raw.id),
    runId: String(raw.runId),
    name: typeof raw.name === "string" ? raw.name : undefined,
    batchId: numberOf(raw.batchId),
    timestamp: String(raw.timestamp),
    inputRows: numberOf(raw.numInputRows ?? sum(listOf(raw.sources), "numInputRows")),
    inputRowsPerSecond: rateOf(raw.inputRowsPerSecond),
    processedRowsPerSecond: rateOf(raw.processedRowsPerSecond),
    durationMs: numbersOf(raw.durationMs),
    watermark: eventTime.watermark,
    eventTime,
    state: listOf(raw.stateOperators).map((state) => ({
      operator: String(state.operatorName ?? ""),
      rows: numberOf(state.numRowsTotal),
      rowsUpdated: numberOf(state.numRowsUpdated),
      rowsRemoved: numberOf(state.numRowsRemoved),
      rowsDropped: numberOf(state.numRowsDroppedByWatermark),
      memoryBytes: numberOf(state.memoryUsedBytes),
      custom: numbersOf(state.customMetrics),
    })),
    sources: listOf(raw.sources).map((source) => ({
      description: String(source.description ?? ""),
      inputRows: numberOf(source.numInputRows),
      startOffset: source.startOffset,
      endOffset: source.endOffset,
      latestOffset: source.latestOffset,
      metrics: textsOf(source.metrics),
    })),
    observed: Object.fromEntries(
      Object.entries(objectOf(raw.observedMetrics)).map(([name, row]) => [name, numbersOf(fieldsOf(objectOf(row)))]),
    ),
    raw,
  };
}

/** Spark 3.5 writes a row's values and its schema beside each other, Spark 4 a plain object. */
function fieldsOf(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { values, schema } = row;
  if (!Array.isArray(values)) return row;
  return Object.fromEntries(listOf(objectOf(schema).fields).map(({ name }, index) => [String(name), values[index]]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SparkError("protocol", `A stream's progress is not JSON: ${text.slice(0, 200)} (${String(cause)}).`);
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function numbersOf(value: unknown): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, number]) => [name, numberOf(number)]));
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, text]) => [name, String(text)]));
}

function numberOf(value: unknown): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
}

/** Of a batch that took no time Spark sends none, or no number. */
function rateOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function sum(values: readonly Readonly<Record<string, unknown>>[], name: string): number {
  return values.reduce((total, value) => total + numberOf(value[name]), 0);
}
