import type { RunPlace } from "../../pipelines/run-folder.ts";
import type { DeskOperations } from "../../pipelines/stream-desk.ts";
import { readDeadLetterQuery, readDrop, readIdsOrAll, readLateQuery, readRetries, readRunId } from "./read-input.ts";
import { letterToWire } from "./wire.ts";

/** What can be asked of a running stream, each with what it takes and gives as JSON. */
export const OPERATIONS = {
  status: (desk) => desk.status(),
  "dead-letters": async (desk, input) => (await desk.deadLetters(readDeadLetterQuery(input))).map(letterToWire),
  retry: (desk, input) => desk.retry(readRetries(input)),
  drop: (desk, input) => {
    const { ids, note } = readDrop(input);
    return desk.drop(ids, note);
  },
  late: (desk, input) => desk.lateSales(readLateQuery(input)),
  "apply-late": (desk, input) => desk.applyLate(readIdsOrAll(input)),
  reconcile: (desk) => desk.reconcile(),
  flush: async (desk) => {
    await desk.flush();
    return null;
  },
  runs: (_desk, _input, runs) => runs.list(),
  run: async (_desk, input, runs) => (await runs.get(readRunId(input))) ?? null,
} as const satisfies Record<string, (desk: DeskOperations, input: unknown, runs: RunPlace) => Promise<unknown>>;

export type OperationName = keyof typeof OPERATIONS;

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}
