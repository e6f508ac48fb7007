import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { exitCodeOf, stopOnSignals } from "./interrupt.ts";

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
])("%s stops the run; a second signal exits at once with %i", (name, code) => {
  const source = new EventEmitter();
  const exits: number[] = [];
  const signal = stopOnSignals(source, (exitCode) => exits.push(exitCode));
  expect(signal.aborted).toBe(false);
  source.emit(name);
  expect([signal.aborted, exitCodeOf(signal), exits]).toEqual([true, code, []]);
  source.emit("SIGINT");
  expect(exits).toEqual([code]);
});
