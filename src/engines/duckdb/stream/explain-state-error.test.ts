import { expect, test } from "vitest";
import { UserError } from "../../../model/user-error.ts";
import { explainOpenError, explainStateError } from "./explain-state-error.ts";

test.each([
  [
    'TransactionContext Error: Failed to commit: Could not write file "/tienda/state.duckdb.wal": No space left on device',
    "/tienda/state.duckdb.wal",
  ],
  ['IO Error: Could not write file "s/history/.pending/0-0.parquet": File too large', "s/history/.pending/0-0.parquet"],
  ["IO Error: Disk quota exceeded", "state"],
])("%s", (message, file) => {
  const cause = new Error(message);
  expect(explainStateError(cause, "state")).toMatchObject({
    code: "state_disk_full",
    params: { folder: "state", file },
    cause,
  });
});

test("what Node says", () => {
  const cause = Object.assign(new Error("ENOSPC: write"), { code: "ENOSPC", path: "/dev/shm/slab.ndjson" });
  expect(explainStateError(cause, "state")).toMatchObject({
    params: { folder: "state", file: "/dev/shm/slab.ndjson" },
  });
  const nameless = Object.assign(new Error("EFBIG: file too large, write"), { code: "EFBIG" });
  expect(explainStateError(nameless, "state")).toMatchObject({ params: { folder: "state", file: "state" } });
});

test("any other error is left as it is", () => {
  const ofData = new Error("Conversion Error: Could not convert string 'Wal: corrupt' to INT32");
  for (const error of [
    new Error("Constraint Error: x"),
    ofData,
    new UserError("state_in_use", { folder: "s", pid: 1 }),
    "x",
  ]) {
    expect(explainStateError(error, "state")).toBe(error);
  }
});

test.each([
  "IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 12288",
  "Serialization Error: Failed to deserialize: expected field id 100",
  'IO Error: No files found that match the pattern "/tienda/history/day=2026-03-31/0000000001-0.parquet"',
  "Invalid Input Error: No magic bytes found at end of file 'history/day=2026-03-31/0000000001-0.parquet'",
])("damage: %s", (message) => {
  const expected = { code: "state_damaged", params: { folder: "state", cause: message } };
  expect(explainStateError(new Error(`${message}\n\nLINE 1: SELECT`), "state")).toMatchObject(expected);
});

test("a state that somebody else has open", () => {
  const cause = new Error(
    'IO Error: Could not set lock on file "s/state.duckdb": Conflicting lock is held in node (PID 41)',
  );
  expect(explainOpenError(cause, "s")).toMatchObject({ code: "state_in_use", params: { folder: "s", pid: 41 } });
});
