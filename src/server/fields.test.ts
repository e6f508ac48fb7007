import { expect, test } from "vitest";
import { openServerCase } from "../../test/server/server-case.ts";
import { saleText } from "../../test/streams/stream-case.ts";
import type { Fields } from "./api/fields.ts";

test("the fields each column is read from, and how long things are kept", async () => {
  await using server = await openServerCase({ records: [{ value: saleText(1, "00:10", 10, { category: "Ropa" }) }] });
  const { columns, kept } = await server.json<Fields>("/api/fields");
  expect(columns).toContainEqual({ column: "category", sources: ["category"], written: null });
  expect(columns).toContainEqual({ column: "total", sources: ["total"], written: "1234.56" });
  expect(kept).toEqual({ rows: true, rows_days: null, windows_days: null, aside: null });
});

test("before the first record no field is known", async () => {
  await using server = await openServerCase({ records: [] });
  expect(await server.json<Fields>("/api/fields")).toMatchObject({ columns: null });
});
