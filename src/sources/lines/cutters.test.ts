import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { cutCsv } from "./cut-csv.ts";
import { cutLines } from "./cut-lines.ts";
import type { RecordCutter } from "./record-cutter.ts";

/** Places at which bytes are cut, and how many records are wanted at once. */
const cuts = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
  wanted: fc.integer({ min: 1, max: 4 }),
});

interface Cut {
  readonly text: string;
  readonly at: number;
}

function run(
  cutter: RecordCutter,
  bytes: Buffer,
  { sizes, wanted }: { readonly sizes: readonly number[]; readonly wanted: number },
): Cut[] {
  const records: Cut[] = [];
  const drainAll = () => {
    let left = wanted;
    while (
      !cutter.drain((source, from, to, at) => {
        records.push({ text: source.toString("latin1", from, to), at });
        left -= 1;
        return left > 0;
      })
    ) {
      left = wanted;
    }
  };
  for (let from = 0, piece = 0; from < bytes.length; piece += 1) {
    const to = from + (sizes[piece % sizes.length] ?? 1);
    cutter.push(bytes.subarray(from, to));
    drainAll();
    from = to;
  }
  cutter.finish((source, from, to, at) => records.push({ text: source.toString("latin1", from, to), at }) > 0);
  return records;
}

describe("cutLines", () => {
  it("finds the lines that a split by line feeds finds, however the bytes come", () => {
    const lines = fc.array(fc.constantFrom("{}", '{"a":1}', "", " \t", "x", "\r", "é", "[1]"), { maxLength: 20 });
    fc.assert(
      fc.property(lines, fc.constantFrom("\n", "\r\n"), fc.boolean(), cuts, (given, ending, ends, how) => {
        const bytes = Buffer.from(given.join(ending) + (ends ? ending : ""));
        const expected: Cut[] = [];
        let at = 0;
        for (const line of bytes.toString("latin1").split("\n")) {
          const text = line.trim() === "" ? "" : line.replace(/\r$/, "");
          if (text !== "") expected.push({ text, at });
          at += line.length + 1;
        }
        const cutter = cutLines();
        const records = run(cutter, bytes, how).map(({ text, at }) => ({ text: text.replace(/\r$/, ""), at }));
        expect(records).toEqual(expected);
        expect(cutter.place).toBe(bytes.length);
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  it("keeps one byte more than the longest record of one that is longer, and finds the next", () => {
    const bytes = Buffer.concat([Buffer.alloc(3 * MAX_VALUE_BYTES, "x"), Buffer.from("\n{}\n")]);
    for (const size of [bytes.length, 65_536, 999_999]) {
      const records = run(cutLines(), bytes, { sizes: [size], wanted: 1 });
      expect(records.map(({ text, at }) => [text.length, at])).toEqual([
        [MAX_VALUE_BYTES + 1, 0],
        [2, 3 * MAX_VALUE_BYTES + 1],
      ]);
    }
  });

  it("leaves a byte order mark out, and counts from where it is told to", () => {
    expect(run(cutLines(), Buffer.from("\ufeff{}\n{}\n"), { sizes: [4], wanted: 1 }).map(({ text }) => text)).toEqual([
      "{}",
      "{}",
    ]);
    expect(run(cutLines(100), Buffer.from("{}\n{}"), { sizes: [1], wanted: 9 })).toEqual([
      { text: "{}", at: 100 },
      { text: "{}", at: 103 },
    ]);
  });
});

describe("cutCsv", () => {
  const field = fc
    .array(fc.constantFrom("a", "7", '"', ",", ";", "\t", "|", "\n", "\r\n", " ", "é", "{", "}"), { maxLength: 5 })
    .map((parts) => parts.join(""));

  it("reads back what was quoted, however the bytes come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(field, field, field), { maxLength: 8 }),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        cuts,
        (rows, delimiter, ending, how) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const written = rows.map((row) => row.map(quoted).join(delimiter) + ending);
          const header = ["id", "na me", "total"].join(delimiter) + ending;
          const records = run(cutCsv(), Buffer.from(header + written.join("")), how);
          let at = Buffer.byteLength(header);
          expect(
            records.map((record) => ({ ...record, text: JSON.parse(Buffer.from(record.text, "latin1").toString()) })),
          ).toEqual(
            rows.map((row, index) => {
              const [id, name, total] = row.map((text) => (text === "" ? null : text));
              const record = { text: { id, "na me": name, total }, at };
              at += Buffer.byteLength(written[index] ?? "");
              return record;
            }),
          );
        },
      ),
      { numRuns: 300, seed: 4 },
    );
  });

  it.each([
    ["too few fields", "1,2"],
    ["too many fields", "1,2,3,4"],
    ["text behind a quote", '1,"a"b,3'],
  ])("hands out a record that does not fit as it stands: %s", (_, line) => {
    const records = run(cutCsv(), Buffer.from(`a,b,c\n${line}\n4,5,6\n`), { sizes: [100], wanted: 9 });
    expect(records.map(({ text }) => text)).toEqual([line, '{"a":"4","b":"5","c":"6"}']);
  });

  it("takes quotes within a field as they stand, and an empty line for no row", () => {
    const records = run(cutCsv(), Buffer.from('a;b\n5"";x\n\n;\n'), { sizes: [3], wanted: 1 });
    expect(records.map(({ text }) => JSON.parse(text))).toEqual([
      { a: '5""', b: "x" },
      { a: null, b: null },
    ]);
  });

  it("names columns without a name, and those of the same name", () => {
    const [record] = run(cutCsv(), Buffer.from('\ufeff"a",,a,b\n1,2,3,4\n'), { sizes: [2], wanted: 1 });
    expect(JSON.parse(record?.text ?? "")).toEqual({ a: "1", column1: "2", a_1: "3", b: "4" });
  });

  it("goes on behind the line of a quote that is never closed", () => {
    const rows = `1,2\n3,"4\n${"5,6\n".repeat(300_000)}`;
    for (const size of [10_000_000, 100_000]) {
      const records = run(cutCsv(), Buffer.from(`a,b\n${rows}`), { sizes: [size], wanted: 1000 });
      expect(records).toHaveLength(300_002);
      expect(records[1]?.text).toBe('3,"4');
      expect(records.at(-1)?.text).toBe('{"a":"5","b":"6"}');
    }
  });
});
