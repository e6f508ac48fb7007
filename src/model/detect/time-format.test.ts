import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "../../engines/duckdb/instance.ts";
import type { SourceColumn } from "../source-shape.ts";
import { detectTime, type TimeDetection } from "./time-format.ts";

const text: SourceColumn = { name: "when", type: "text" };

describe("times that need no format", () => {
  test.each([
    [["2024-01-31", "2024-02-01"], false],
    [["2024-01-31 10:22", "2024-1-5 8:05"], false],
    [["2024-01-31 10:22:33", "2024-01-31T10:22:33.123456789", "2024-01-31"], false],
    [["2024-01-31T10:22:33Z", "2024-01-31T10:22:33"], true],
    [["2024-01-31 10:22:33+05:30", "2024-01-31 10:22:33-05", "2024-01-31 10:22:33+0100"], true],
  ])("%j", (values, offsets) => {
    expect(detectTime(text, values)).toMatchObject({ kind: "iso", share: 1, offsets });
  });

  test.each([
    ["time", false],
    ["date", false],
    ["zoned_time", true],
  ] as const)("the file's own type %s", (type, offsets) => {
    expect(detectTime({ name: "when", type }, ["whatever"])).toMatchObject({ kind: "iso", offsets });
  });
});

describe("times with one reading", () => {
  const CASES: readonly (readonly [values: readonly string[], formats: readonly string[], read: string])[] = [
    [["31/12/2025 18:05", "01/01/2026 09:15"], ["%d/%m/%Y %H:%M"], "2025-12-31 18:05:00"],
    [["12/31/2010 8:26", "12/1/2010 8:26"], ["%m/%d/%Y %H:%M"], "2010-12-31 08:26:00"],
    [["2024/01/31", "2024/02/01"], ["%Y/%m/%d"], "2024-01-31 00:00:00"],
    [["19970101", "19970131"], ["%Y%m%d"], "1997-01-01 00:00:00"],
    [["20240131102233", "20240201000000"], ["%Y%m%d%H%M%S"], "2024-01-31 10:22:33"],
    [["20240131T1022", "20240131T1023"], ["%Y%m%dT%H%M"], "2024-01-31 10:22:00"],
    [["01.02.2024", "02.03.2024"], ["%d.%m.%Y"], "2024-02-01 00:00:00"],
    [["1. 2. 2024 8:05"], ["%d. %m. %Y %H:%M"], "2024-02-01 08:05:00"],
    [["31-12-2025", "01-12-2025"], ["%d-%m-%Y"], "2025-12-31 00:00:00"],
    [["31/12/25", "01/12/25"], ["%d/%m/%y"], "2025-12-31 00:00:00"],
    [["1/31/2024 12:05 AM", "1/31/2024 1:05 PM"], ["%m/%d/%Y %I:%M %p"], "2024-01-31 00:05:00"],
    [["15 Jan 2024", "3 feb 2024"], ["%d %b %Y"], "2024-01-15 00:00:00"],
    [["January 15, 2024 10:00", "June 3, 2024 11:00"], ["%B %d, %Y %H:%M"], "2024-01-15 10:00:00"],
    [["Mon, 15 Jan 2024 10:00:00 +0000"], ["%a, %d %b %Y %H:%M:%S %z"], "2024-01-15 10:00:00"],
    [["5-Jan-24"], ["%d-%b-%y"], "2024-01-05 00:00:00"],
    [["31/01/2024, 10:22", "31/01/2024, 10:23"], ["%d/%m/%Y, %H:%M"], "2024-01-31 10:22:00"],
    [["31/01/2024 10h22"], ["%d/%m/%Y %Hh%M"], "2024-01-31 10:22:00"],
    [["2024-01-31 10:22:33 -0500"], ["%Y-%m-%d %H:%M:%S %z"], "2024-01-31 10:22:33"],
    [["2019-10-01 00:00:00 UTC"], ["%Y-%m-%d %H:%M:%S %Z"], "2019-10-01 00:00:00"],
    [["2024-01-31 10:22:33,123"], ["%Y-%m-%d %H:%M:%S,%f"], "2024-01-31 10:22:33"],
    [["31/12/2025 18:05", "31/12/2025", "31/12/2025 18:07"], ["%d/%m/%Y %H:%M", "%d/%m/%Y"], "2025-12-31 18:05:00"],
    [["31/12/2025", "31/12/2025", "31/12/25"], ["%d/%m/%y", "%d/%m/%Y"], "2025-12-31 00:00:00"],
    [["1704067200", "1704153600"], ["epoch_s"], "2024-01-01 00:00:00"],
    [["1704067200123"], ["epoch_ms"], "2024-01-01 00:00:00"],
  ];

  test.each(CASES)("%j: %j", (values, formats, read) => {
    const found = detectTime(text, values);
    expect(found).toMatchObject({ kind: "formats", formats, share: 1, example: { text: values[0], read } });
  });

  let db: DuckDb;
  beforeAll(async () => {
    db = await openDuckDb();
  });
  afterAll(() => db.close());

  test.each(CASES.filter(([, formats]) => !formats.join().startsWith("epoch")))(
    "the engine reads %j by %j as %s",
    async (values, formats, read) => {
      for (const value of values) {
        expect(await strptime(db, value, formats), value).not.toBeNull();
      }
      const zoned = formats.some((format) => /%z/i.test(format));
      const first = await strptime(db, values[0] ?? "", formats);
      // A zoned time comes back as its instant; these examples are at UTC or five hours behind it.
      const hours = zoned && values[0]?.endsWith("-0500") === true ? 5 : 0;
      expect(first?.slice(0, 19)).toBe(later(read, hours));
    },
  );

  test("any date written in one of many ways is read back by the engine", async () => {
    const forms = [
      "%d/%m/%Y %H:%M:%S",
      "%m/%d/%Y %I:%M %p",
      "%d-%m-%y %H:%M",
      "%Y/%m/%d %H:%M",
      "%d.%m.%Y",
      "%b %d, %Y",
      "%Y%m%d",
    ];
    const dates = fc.date({
      min: new Date("1990-01-13T00:00:00Z"),
      max: new Date("2060-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    const samples = fc.sample(fc.tuple(fc.constantFrom(...forms), fc.array(dates, { minLength: 2, maxLength: 30 })), {
      seed: 11,
      numRuns: 30,
    });
    for (const [form, moments] of samples) {
      // A 31st of December settles the order.
      const all = [...moments, new Date("2024-12-31T13:05:00Z")].map((moment) => moment.toISOString().slice(0, 19));
      const written = await db.connection.runAndReadAll(
        `SELECT strftime(CAST(t AS TIMESTAMP), '${form}') FROM unnest([${all.map((t) => `'${t}'`).join(", ")}]) AS u(t)`,
      );
      const values = written.getRowsJS().map(([value]) => String(value));
      const found = detectTime(text, values);
      expect(found, `${form} ${values.join(" | ")}`).toMatchObject({ kind: "formats", formats: [form], share: 1 });
      expect(await strptime(db, values[0] ?? "", found.kind === "formats" ? found.formats : [])).toBe(
        await strptime(db, values[0] ?? "", [form]),
      );
    }
  });
});

describe("times with two readings", () => {
  test("both candidates are given, day first where a shop writes so", () => {
    const values = ["03/04/2025 10:00", "05/06/2025 11:00"];
    expect(candidates(detectTime(text, values))).toEqual([
      { formats: ["%d/%m/%Y %H:%M"], example: { text: "03/04/2025 10:00", read: "2025-04-03 10:00:00" } },
      { formats: ["%m/%d/%Y %H:%M"], example: { text: "03/04/2025 10:00", read: "2025-03-04 10:00:00" } },
    ]);
    expect(candidates(detectTime(text, values, { dayFirst: () => false }))[0]?.formats).toEqual(["%m/%d/%Y %H:%M"]);
  });

  test("the denser reading is the likelier", () => {
    const found = detectTime(text, ["12/1/2010 8:26", "12/1/2010 8:30", "12/2/2010 9:00", "12/3/2010 9:00"]);
    expect(candidates(found)[0]?.formats).toEqual(["%m/%d/%Y %H:%M"]);
  });

  test("twelve hours speak for the month first", () => {
    const found = detectTime(text, ["3/4/2025 1:05 PM", "6/5/2025 2:05 AM"]);
    expect(candidates(found)[0]?.formats).toEqual(["%m/%d/%Y %I:%M %p"]);
  });

  test("the example shows a date on which the readings differ", () => {
    const found = detectTime(text, ["01/01/2025", "02/02/2025", "03/04/2025"]);
    expect(candidates(found)[0]?.example.text).toBe("03/04/2025");
  });

  test("a year in front of two digits is offered when it makes the dates dense", () => {
    const found = detectTime(text, ["24-01-02", "24-01-03", "24-01-09"]);
    expect(candidates(found)[0]?.formats).toEqual(["%y-%m-%d"]);
  });

  test("rows of both orders in earnest are not settled by a majority", () => {
    const found = detectTime(text, ["13/01/2025", "14/01/2025", "01/15/2025"]);
    expect(found.kind).toBe("ambiguous");
  });

  test("one stray row among many settles nothing against them", () => {
    const values = [...Array.from({ length: 40 }, (_, i) => `${13 + (i % 15)}/01/2025`), "01/15/2025"];
    expect(detectTime(text, values)).toMatchObject({ kind: "formats", formats: ["%d/%m/%Y"] });
  });
});

describe("broken rows", () => {
  test("days that do not exist are not understood", () => {
    const found = detectTime(text, ["31/02/2026", "2025-12-31 10:00", "2025-12-31 10:05", null, " ", "yesterday"]);
    expect(found).toMatchObject({ kind: "iso", share: 0.5 });
  });

  test("a rare second way of writing dates is not taken for a format", () => {
    const values = [...Array.from({ length: 9 }, () => "2025-12-31 10:00"), "05/06/2025 10:00"];
    expect(detectTime(text, values)).toMatchObject({ kind: "iso", share: 0.9 });
  });

  test("nothing but other text", () => {
    expect(detectTime(text, [null, "soon", "12"])).toMatchObject({
      kind: "none",
      example: "soon",
      foreignMonths: false,
    });
    expect(detectTime(text, ["15 ene 2024", "15 de enero de 2024"])).toMatchObject({
      kind: "none",
      foreignMonths: true,
    });
    expect(detectTime(text, [])).toMatchObject({ kind: "none", example: null });
  });

  test("any text is answered, and quickly enough for a long one", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (values) => {
        expect(detectTime(text, values).share).toBeGreaterThanOrEqual(0);
      }),
      { seed: 12 },
    );
    expect(detectTime(text, ["1 ".repeat(1_000_000), `31/12/2025${" ".repeat(1_000_000)}`]).share).toBe(0.5);
  });
});

function candidates(found: TimeDetection) {
  return found.kind === "ambiguous" ? found.candidates : [];
}

async function strptime(db: DuckDb, value: string, formats: readonly string[]): Promise<string | null> {
  const list = formats.map((format) => `'${format}'`).join(", ");
  const rows = await db.connection.runAndReadAll(`SELECT CAST(try_strptime($1, [${list}]) AS VARCHAR)`, [value]);
  const [cell] = rows.getRowsJS()[0] ?? [];
  return typeof cell === "string" ? cell : null;
}

function later(time: string, hours: number): string {
  const moment = new Date(`${time.replace(" ", "T")}Z`);
  return new Date(moment.getTime() + hours * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}
