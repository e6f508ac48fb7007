import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "../engines/duckdb/instance.ts";
import { checkFormat } from "./strptime.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb();
});
afterAll(() => db.close());

const ALPHABET = [
  ..."aAbBcdDefFgGhHIjklmMnNopPrRsStTuUvVwWxXyYzZ%",
  "-d",
  "-m",
  "-y",
  "-H",
  "-I",
  "-M",
  "-S",
  "-j",
  "-p",
  "-Y",
];

test("no field is accepted that the engine does not know", async () => {
  const known: string[] = [];
  for (const letter of ALPHABET) {
    if (checkFormat(`%Y-%m-%d %${letter}`) === null) {
      known.push(letter);
      await db.connection.run(`SELECT try_strptime('x', '%Y-%m-%d %${letter}')`);
    }
  }
  expect(known.join("")).toBe("aAbBdfgHIjmMnpSwyYzZ%-d-m-y-H-I-M-S-j");
});

test.each([
  ["%d/%m/%Y %H:%M", null],
  ["%j %y", null],
  ["epoch_ms", null],
  ["%H:%M", { kind: "incomplete" }],
  ["%d/%Y", { kind: "incomplete" }],
  ["ISO", { kind: "incomplete" }],
  ["%d/%m/%Y %", { kind: "field", field: "%" }],
  ["%d/%m/%Y %T", { kind: "field", field: "%T" }],
  ["DD/MM/YYYY", { kind: "pattern", meant: "%d/%m/%Y" }],
  ["dd/mm/yyyy hh:mm:ss", { kind: "pattern", meant: "%d/%m/%Y %H:%M:%S" }],
  ["M/d/yy h:mm a", { kind: "pattern", meant: "%m/%d/%y %I:%M %p" }],
  ["dd-MMM-yyyy", { kind: "pattern", meant: "%d-%b-%Y" }],
] as const)("%s: %j", (format, problem) => {
  expect(checkFormat(format)).toEqual(problem);
});
