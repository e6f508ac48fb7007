import type { RunRecord, RunStatus } from "../../model/run-record.ts";
import { layoutTable, type TextColumn } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import type { RunLook } from "./run-look.ts";

/** Runs, one a line. */
export function runTable(runs: readonly RunRecord[], look: RunLook): string[] {
  const { words, format, paint, width } = look;
  const column = (head: string, kind: TextColumn["kind"], cell: (run: RunRecord) => string): TextColumn => ({
    head,
    kind,
    cells: runs.map(cell),
  });
  const lines = layoutTable(
    [
      column(words.id, "text", ({ id }) => printable(id)),
      column(words.kind, "text", ({ kind }) => words.kinds[kind]),
      column(words.engine, "text", ({ engine }) => printable(engine)),
      column(words.status, "text", (run) => statusText(run, look)),
      column(words.took, "number", ({ duration_ms }) => format.duration(duration_ms)),
      column(words.rows, "number", ({ rows }) => format.count(rows)),
      column(words.input, "label", ({ input }) => printable(input)),
    ],
    1,
    width,
    paint,
  );
  return lines;
}

const MARKS: Readonly<Record<RunStatus, string>> = {
  running: "▶",
  done: "●",
  failed: "✗",
  stopped: "■",
  interrupted: "◌",
};

/** By shape and word. */
export function statusText({ status }: RunRecord, { words }: RunLook): string {
  return `${MARKS[status]} ${words.statuses[status]}`;
}
