import type { RejectReason } from "../../src/model/rules.ts";
import { saleText } from "../streams/stream-case.ts";

/** A record that is no sale, and why. */
export interface Poison {
  readonly name: string;
  readonly value: Buffer | null;
  readonly reason: RejectReason;
  /** Whether it can stand as a line of a file, so that a batch can judge it too. */
  readonly line: boolean;
}

const DEEP = 100_000;
const MIB = 2 ** 20;

export function poisons(): Poison[] {
  return [
    ...READABLE.map(([name, change, reason]) => poison(name, change(goodSale(1)), reason)),
    poison("nested objects", `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`, "unreadable"),
    poison("nested lists", "[".repeat(DEEP) + "]".repeat(DEEP), "unreadable"),
    poison("cut off", goodSale(1).slice(0, -20), "unreadable"),
    poison("two in one", goodSale(1) + goodSale(2), "unreadable"),
    poison("commands to a terminal", "\u001b[2J\u001b]0;title\u0007\u009b31m\u202ered", "unreadable"),
    poison("half a character", goodSale(1).replace("Ropa", "\\ud800"), "unreadable"),
    poison("invalid UTF-8", replaced(goodSale(1), "Ropa", Buffer.from([0xff, 0xfe])), "unreadable"),
    alone("no value", null),
    alone("empty", Buffer.alloc(0)),
    alone("line feeds", Buffer.from("\n\n\n")),
    alone("1 MB of garbage", garbage(1_000_000)),
    alone("1 MB of garbage in braces", Buffer.concat([Buffer.from("{"), garbage(1_000_000), Buffer.from("}")])),
    alone("a text of 2 MB", Buffer.from(JSON.stringify("a".repeat(2 * MIB)))),
    alone("a sale of 2 MB", Buffer.from(goodSale(1).replace("Ropa", "é".repeat(MIB)))),
  ];
}

/** All good sales are in the same minute. */
export function goodSale(id: number): string {
  return saleText(id, "00:10", 10);
}

const READABLE: readonly (readonly [string, (sale: string) => string, RejectReason])[] = [
  ["wrong types throughout", (sale) => JSON.stringify(mistyped(sale)), "bad_number"],
  ["no fields", () => "{}", "missing_id"],
  ...["1e999", "-1e999", "true", "false", "{}", "[1]", '"ten"', '"Infinity"', "9".repeat(60)].map(
    (total) => [`total ${total}`, amount(total), "bad_number"] as const,
  ),
  ...["-0", "-0.0", "0", "1e-999"].map((total) => [`total ${total}`, amount(total), "non_positive_total"] as const),
  ...["null", '""'].map((total) => [`total ${total}`, amount(total), "missing_total"] as const),
  ["a bare word", amount("NaN"), "unreadable"],
  ["the same field twice, the first wrong", amount('"ten","total":10'), "bad_number"],
  ["quantity true", (sale) => sale.replace('"quantity":1', '"quantity":true'), "bad_number"],
  ["unit price 1e999", (sale) => sale.replace('"unit_price":10', '"unit_price":1e999'), "bad_number"],
  ...["5", "true", "{}", "null", "1e999", '"2026-13-45T99:99:99Z"'].map(
    (time) => [`time ${time}`, (sale: string) => sale.replace(/"2026[^"]+"/, time), "bad_timestamp"] as const,
  ),
  ...["null", '""'].map(
    (id) => [`id ${id}`, (sale: string) => sale.replace(/_id":1,/, `_id":${id},`), "missing_id"] as const,
  ),
  ["customer null", (sale) => sale.replace('"customer_id":1', '"customer_id":null'), "missing_customer"],
  ["commands to a terminal in a field", amount('"\\u001b[31mred\\u0007"'), "bad_number"],
];

function amount(text: string): (sale: string) => string {
  return (sale) => sale.replace('"total":10', `"total":${text}`);
}

function mistyped(sale: string): Record<string, unknown> {
  const wrong = [{}, [], true, false, 7, "x", [1, 2], { a: 1 }, -1.5, "\u0000"];
  const fields = Object.keys(JSON.parse(sale) as Record<string, unknown>);
  return Object.fromEntries(fields.map((field, index) => [field, wrong[index % wrong.length]]));
}

function poison(name: string, value: string | Buffer, reason: RejectReason): Poison {
  return { name, value: Buffer.from(value), reason, line: true };
}

function alone(name: string, value: Buffer | null): Poison {
  return { name, value, reason: "unreadable", line: false };
}

function replaced(text: string, word: string, by: Buffer): Buffer {
  const [before = "", after = ""] = text.split(word);
  return Buffer.concat([Buffer.from(before), by, Buffer.from(after)]);
}

/** Every byte there is, the same each time. */
function garbage(bytes: number): Buffer {
  let state = 7;
  return Buffer.from(
    Array.from({ length: bytes }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return state >>> 24;
    }),
  );
}
