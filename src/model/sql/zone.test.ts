import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../engines/duckdb/instance.ts";
import { duckdb } from "./duckdb.ts";
import { zoneSql } from "./zone.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ threads: 1 });
});
afterAll(() => db.close());

const ZONES = ["UTC", "Europe/Madrid", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata"];

describe("the wall clock at an instant", () => {
  it.each(ZONES)("agrees with Intl every thirteen hours for thirty years in %s", async (zone) => {
    const rows = await column(
      `SELECT ${text(zoneSql(zone, duckdb).toLocal("t"))} FROM range(TIMESTAMP '1995-01-01', TIMESTAMP '2025-01-01', INTERVAL 13 HOUR) r(t) ORDER BY t`,
    );
    const start = Date.UTC(1995, 0, 1);
    const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    const expected = rows.map((_, index) => clock.format(start + index * 13 * 3_600_000));
    expect(rows.length).toBeGreaterThan(20_000);
    expect(rows).toEqual(expected);
  });
});

describe("the instant of a wall-clock time", () => {
  it.each([
    // Spring: 02:00-03:00 does not exist, so 02:30 is 03:30. Autumn: 02:00-03:00 comes twice, the first counts.
    ["Europe/Madrid", "2026-03-29 01:59:59", "2026-03-29 01:59:59", "2026-03-29 00:59:59"],
    ["Europe/Madrid", "2026-03-29 02:30:00", "2026-03-29 03:30:00", "2026-03-29 01:30:00"],
    ["Europe/Madrid", "2026-03-29 03:00:00", "2026-03-29 03:00:00", "2026-03-29 01:00:00"],
    ["Europe/Madrid", "2026-10-25 02:30:00", "2026-10-25 02:30:00", "2026-10-25 00:30:00"],
    ["Europe/Madrid", "2026-10-25 03:00:00", "2026-10-25 03:00:00", "2026-10-25 02:00:00"],
    ["America/New_York", "2026-03-08 02:15:00", "2026-03-08 03:15:00", "2026-03-08 07:15:00"],
    ["America/New_York", "2026-11-01 01:30:00", "2026-11-01 01:30:00", "2026-11-01 05:30:00"],
    ["Australia/Lord_Howe", "2026-10-04 02:10:00", "2026-10-04 02:40:00", "2026-10-03 15:40:00"],
    ["America/Sao_Paulo", "2018-11-04 00:30:00", "2018-11-04 01:30:00", "2018-11-04 03:30:00"],
    ["UTC", "2026-03-29 02:30:00", "2026-03-29 02:30:00", "2026-03-29 02:30:00"],
  ])("%s %s", async (zone, written, wall, instant) => {
    const { settle, toInstant } = zoneSql(zone, duckdb);
    const settled = `(SELECT ${settle("t")} AS wall FROM (SELECT ${duckdb.timestamp(written)} AS t))`;
    expect(await column(`SELECT ${text("wall")} FROM ${settled}`)).toEqual([wall]);
    expect(await column(`SELECT ${text(toInstant("wall"))} FROM ${settled}`)).toEqual([instant]);
  });

  it.each([
    ["2026-03-29", 23],
    ["2026-10-25", 25],
    ["2026-06-01", 24],
  ])("%s has %i hours in Madrid", async (day, hours) => {
    const local = zoneSql("Europe/Madrid", duckdb).toLocal("t");
    const counted = await column(
      `SELECT CAST(count(*) AS VARCHAR) FROM range(TIMESTAMP '${day}' - INTERVAL 2 DAY, TIMESTAMP '${day}' + INTERVAL 2 DAY, INTERVAL 1 HOUR) r(t) WHERE CAST(${local} AS DATE) = DATE '${day}'`,
    );
    expect(counted).toEqual([String(hours)]);
  });

  it("comes back to the same wall clock, whatever the hour", async () => {
    const { settle, toInstant, toLocal } = zoneSql("Europe/Madrid", duckdb);
    const clocks = `SELECT t, ${settle("t")} AS wall FROM range(TIMESTAMP '2020-01-01', TIMESTAMP '2027-01-01', INTERVAL 30 MINUTE) r(t)`;
    const instants = `SELECT t, wall, ${toInstant("wall")} AS instant FROM (${clocks})`;
    const unequal = await column(`SELECT ${text("t")} FROM (${instants}) WHERE ${toLocal("instant")} <> wall`);
    expect(unequal).toEqual([]);
  });
});

function text(time: string): string {
  return `strftime(${time}, '%Y-%m-%d %H:%M:%S')`;
}

async function column(sql: string): Promise<unknown[]> {
  return (await db.connection.runAndReadAll(sql)).getColumnsJS()[0] ?? [];
}
