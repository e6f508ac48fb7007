import { expect, test } from "vitest";
import { UserError } from "../../../model/user-error.ts";
import { explainDiskError } from "./explain-disk-error.ts";

test.each([
  [
    'TransactionContext Error: Failed to commit: Could not write file "/tienda/state.duckdb.wal": No space left on device',
    "/tienda/state.duckdb.wal",
  ],
  ['IO Error: Could not write file "s/history/.pending/0-0.parquet": File too large', "s/history/.pending/0-0.parquet"],
  ["IO Error: Disk quota exceeded", "state"],
])("%s", (message, file) => {
  const cause = new Error(message);
  expect(explainDiskError(cause, "state")).toMatchObject({
    code: "state_disk_full",
    params: { folder: "state", file },
    cause,
  });
});

test("what Node says", () => {
  const cause = Object.assign(new Error("ENOSPC: write"), { code: "ENOSPC", path: "/dev/shm/slab.ndjson" });
  expect(explainDiskError(cause, "state")).toMatchObject({ params: { folder: "state", file: "/dev/shm/slab.ndjson" } });
  const nameless = Object.assign(new Error("EFBIG: file too large, write"), { code: "EFBIG" });
  expect(explainDiskError(nameless, "state")).toMatchObject({ params: { folder: "state", file: "state" } });
});

test("any other error is left as it is", () => {
  for (const error of [new Error("Constraint Error: x"), new UserError("state_in_use", { folder: "s", pid: 1 }), "x"]) {
    expect(explainDiskError(error, "state")).toBe(error);
  }
});
