import { expect, test } from "vitest";
import { cli } from "../i18n/en/cli.ts";
import { UserError } from "../model/user-error.ts";
import { optionReaders } from "./values.ts";

const readers = optionReaders(cli);

test.each([
  ["100000", 100_000],
  ["100k", 100_000],
  ["10m", 10_000_000],
  ["1.5M", 1_500_000],
  ["1.1m", 1_100_000],
  ["100_000", 100_000],
])("rows: %s is %i", (text, rows) => expect(readers.rows("--rows")(text)).toBe(rows));

test.each(["0", "-1", "1.5", "1.0005k", "k", "", "1e6", "10 m", "9007199254740993", "10g", "0x10", "١٠"])(
  "rows: %j is refused",
  (text) => refuses(() => readers.rows("--rows")(text), "--rows"),
);

test("days and threads begin at 1, a seed at 0, and none takes 10k", () => {
  expect([readers.days("d")("1"), readers.threads("t")("8"), readers.seed("s")("0")]).toEqual([1, 8, 0]);
  refuses(() => readers.days("--days")("0"), "--days");
  refuses(() => readers.seed("--seed")("10k"), "--seed");
  refuses(() => readers.threads("--threads")("513"), "--threads");
});

test.each([
  ["1%", { kind: "share", share: 0.01 }],
  ["0.5 %", { kind: "share", share: 0.005 }],
  ["0.01", { kind: "share", share: 0.01 }],
  [".01", { kind: "share", share: 0.01 }],
  ["0", { kind: "rows", rows: 0 }],
  ["1", { kind: "rows", rows: 1 }],
  ["500", { kind: "rows", rows: 500 }],
  ["100%", { kind: "share", share: 1 }],
])("limit: %s", (text, limit) => expect(readers.limit("--max-rejected")(text)).toEqual({ ...limit, text }));

test.each(["101%", "1.5", "-1", "%", "few", "1,5%"])("limit: %j is refused", (text) =>
  refuses(() => readers.limit("--max-rejected")(text), "--max-rejected"),
);

test.each(["512MB", "2GB", "1.5GiB", "800 mb", "65536KiB", "0.064GB"])("memory: %s", (text) =>
  expect(readers.memory("--memory")(text)).toBe(text),
);

test.each(["2", "0GB", "GB", "63.9MB", "2iB", "2GB; DROP", "80%", "lots"])("memory: %j is refused", (text) =>
  refuses(() => readers.memory("--memory")(text), "--memory"),
);

test("a currency is taken in any case and must exist", () => {
  expect(readers.currency("--currency")("eur")).toBe("EUR");
  refuses(() => readers.currency("--currency")("EURO"), "--currency");
});

test.each([
  "2026-03-31",
  "2026-03-31T18:00",
  "2026-03-31 18:00:00",
  "2026-03-31T18:00:00Z",
  "2028-02-29T00:00:00+02:00",
])("moment: %s", (text) => expect(readers.moment("--end")(text)).toBe(text));

test.each(["2026-02-31", "2026-02-29", "2026-13-01", "31/03/2026", "2026-03", "2026-03-31T25:00:00", "now"])(
  "moment: %j is refused",
  (text) => refuses(() => readers.moment("--end")(text), "--end"),
);

function refuses(read: () => unknown, option: string): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: "bad_option", params: { option } });
    return;
  }
  expect.unreachable();
}
