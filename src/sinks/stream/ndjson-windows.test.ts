import { expect, test } from "vitest";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { createNdjsonWindows } from "./ndjson-windows.ts";

test("a line for each row, with the keys of the contract in its order, and only what is published", async () => {
  const written: string[] = [];
  const sink = createNdjsonWindows({
    write: async (text) => {
      written.push(text);
    },
  });
  const row: WindowRow = {
    batch: 7,
    final: true,
    average_sale: "5.63",
    gross_sales: "1125.18",
    transactions: 200,
    key: 'Ro"pa\n',
    window_end: "2026-03-31T10:01:00Z",
    window_start: "2026-03-31T10:00:00Z",
    query: "by_category",
  };
  await sink.publish({ batch: 7, rows: [row, { ...row, key: null }], progress: null });
  await sink.publish({ batch: 8, rows: [], progress: null });
  await sink.close();
  expect(written).toEqual([
    `{"query":"by_category","window_start":"2026-03-31T10:00:00Z","window_end":"2026-03-31T10:01:00Z","key":"Ro\\"pa\\n","transactions":200,"gross_sales":"1125.18","average_sale":"5.63","final":true,"batch":7}
{"query":"by_category","window_start":"2026-03-31T10:00:00Z","window_end":"2026-03-31T10:01:00Z","key":null,"transactions":200,"gross_sales":"1125.18","average_sale":"5.63","final":true,"batch":7}
`,
  ]);
});
