import type { BatchEvent, SnapshotEvent, StatusEvent } from "../../src/server/api/live.ts";
import type { Sale } from "../../src/server/api/sales.ts";
import type { BatchProgress } from "../../src/server/api/stream.ts";
import type { WindowRow, Windows } from "../../src/server/api/windows.ts";

export type StreamState = StatusEvent["status"];

/** What the live connection has said so far; a new object for each frame in which something changed. */
export interface LiveState {
  readonly connection: "connecting" | "open" | "offline";
  readonly status: StreamState | null;
  /** The last batch; null before the first word of the server. */
  readonly batch: number | null;
  /** Windows that end by then are final. */
  readonly finalUntil: string | null;
  /** The latest windows by query, by start and then key. */
  readonly windows: Readonly<Record<string, readonly WindowRow[]>>;
  /** The latest accepted sales, newest first. */
  readonly sales: readonly Sale[];
  readonly progress: BatchProgress | null;
  /** When the last batch was cut, in milliseconds of this machine's clock. */
  readonly lastBatch: number | null;
}

export const FIRST: LiveState = {
  connection: "connecting",
  status: null,
  batch: null,
  finalUntil: null,
  windows: {},
  sales: [],
  progress: null,
  lastBatch: null,
};

const MOST_SALES = 50;
const MOST_WINDOWS = 240;

export function takeSnapshot(state: LiveState, event: SnapshotEvent, lastBatch: number | null): LiveState {
  return {
    ...state,
    connection: "open",
    status: event.status,
    batch: event.batch,
    finalUntil: event.final_until,
    windows: mergeRows({}, event.rows, event.batch),
    sales: event.latest_sales.slice(0, MOST_SALES),
    progress: event.progress,
    lastBatch,
  };
}

export function takeBatch(state: LiveState, event: BatchEvent, lastBatch: number): LiveState {
  return {
    ...state,
    connection: "open",
    batch: event.batch,
    finalUntil: event.final_until,
    windows: mergeRows(state.windows, event.rows, event.batch),
    sales: event.sales.length === 0 ? state.sales : [...event.sales, ...state.sales].slice(0, MOST_SALES),
    progress: event.progress ?? state.progress,
    lastBatch,
  };
}

/** Windows read apart, because an event left some out. */
export function takeWindows(state: LiveState, answer: Windows): LiveState {
  return { ...state, windows: mergeRows(state.windows, answer.rows, answer.batch) };
}

/** Whether sales may still change it. */
export function isFinal(row: Pick<WindowRow, "final" | "window_end">, finalUntil: string | null): boolean {
  return row.final || (finalUntil !== null && Date.parse(row.window_end) <= Date.parse(finalUntil));
}

/** A row replaces the one of the same window and key of a batch before. */
function mergeRows(known: LiveState["windows"], rows: readonly WindowRow[], batch: number): LiveState["windows"] {
  const merged: Record<string, readonly WindowRow[]> = { ...known };
  for (const [query, fresh] of Object.entries(Object.groupBy(rows, (row) => row.query))) {
    const byKey = new Map((known[query] ?? []).map((row) => [keyOf(row), row]));
    for (const row of fresh ?? []) {
      const number = row.batch ?? batch;
      if ((byKey.get(keyOf(row))?.batch ?? 0) <= number) byKey.set(keyOf(row), { ...row, batch: number });
    }
    merged[query] = latest([...byKey.values()].sort(byStart));
  }
  return merged;
}

function latest(rows: readonly WindowRow[]): readonly WindowRow[] {
  const starts = [...new Set(rows.map((row) => row.window_start))];
  const first = starts.at(-MOST_WINDOWS);
  return first === undefined ? rows : rows.filter((row) => row.window_start >= first);
}

function keyOf(row: WindowRow): string {
  return `${row.window_start}\n${row.key ?? ""}`;
}

function byStart(a: WindowRow, b: WindowRow): number {
  return a.window_start < b.window_start ? -1 : a.window_start > b.window_start ? 1 : compareKeys(a, b);
}

function compareKeys(a: WindowRow, b: WindowRow): number {
  return String(a.key ?? "").localeCompare(String(b.key ?? ""));
}
