import { expect, test } from "vitest";
import { produce as english } from "../../i18n/en/produce.ts";
import { produce as spanish } from "../../i18n/es/produce.ts";
import { createFormatter } from "../../i18n/format.ts";
import { reportJson, reportText } from "./report.ts";
import { saleLine } from "./sale-line.ts";

const figures = {
  sent: 1500,
  acknowledged: 1400,
  waiting: 100,
  firstId: 11,
  lastId: 1510,
  durationMs: 3000,
  partitions: [
    { partition: 0, acknowledged: 1400, waiting: 0, firstOffset: 5, lastOffset: 1404 },
    { partition: 1, acknowledged: 0, waiting: 100, firstOffset: null, lastOffset: null },
  ],
};

test("the report says what is not acknowledged, in both languages", () => {
  const en = createFormatter({ language: "en", currency: "" });
  expect(reportText(figures, english, en).split("\n")).toEqual([
    "Sent              1,500 (in 3 sec, 500 a second)",
    "Acknowledged      1,400",
    "Not acknowledged  100 (it is not known whether they are in the topic)",
    "Transactions      11 to 1,510",
    "Partition 0       1,400, offsets 5 to 1,404",
    "Partition 1       0, offsets – to –",
  ]);
  const es = createFormatter({ language: "es", currency: "" });
  expect(reportText({ ...figures, waiting: 0 }, spanish, es)).toMatch(
    /^Enviadas +1\.?500 .*\nConfirmadas .*\nTransacciones /,
  );
});

test("for programs it has plain numbers", () => {
  expect(JSON.parse(reportJson("sales", figures))).toMatchObject({
    topic: "sales",
    sent: 1500,
    failed: 100,
    last_id: 1510,
    by_partition: [{ last_offset: 1404 }, { partition: 1, failed: 100, last_offset: null }],
  });
});

test("a sale is one line that fits, with what is there, and its text cannot move the cursor", () => {
  const look = { format: createFormatter({ language: "en", currency: "" }), customer: "customer", today: true };
  const sale = {
    transaction_id: 7,
    timestamp: "2026-11-22 18:04:05",
    customer_id: 42,
    category: "Elec\u001b[2J\n",
    quantity: 3,
    unit_price: 1199.9,
    total: 3599.7,
    status: null,
  };
  const wide = saleLine(JSON.stringify(sale), { ...look, width: 200 });
  expect(wide).toBe("#7        18:04:05  Elec\\x1b[2J\\n   3 × 1,199.90 = 3,599.70  customer 42");
  expect(saleLine(JSON.stringify(sale), { ...look, width: 70 })).not.toContain("customer");
  expect(saleLine('{"total":12}', { ...look, width: 80 }).trim()).toBe("12.00");
});
