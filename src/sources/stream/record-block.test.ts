import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { createRecordBlock, NO_RECORDS, type RecordBlock } from "./record-block.ts";

const KEPT_BYTES = 65_536;

/** Pieces of which most values are nearly JSON. */
const piece = fc.constantFrom(
  "{",
  "}",
  "\n",
  "\r",
  " ",
  "\t",
  '"',
  ":",
  "1",
  '"a"',
  "\\",
  "é",
  "{}",
  '{"a":1}',
  "\u0000",
);
const value = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join(""))),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 2 }).map((text) => Buffer.from(`{"v":${text}}`)),
  fc.json({ maxDepth: 2 }).map((text) => Buffer.from(JSON.stringify({ v: JSON.parse(text) }, null, 2))),
);

describe("createRecordBlock", () => {
  it("gives every value back as its line or as odd, whatever its bytes and whatever lies around it", () => {
    fc.assert(
      fc.property(fc.array(fc.option(value)), fc.constantFrom(1, 7, 4096), (values, expectedBytes) => {
        const builder = createRecordBlock(expectedBytes);
        values.forEach((bytes, index) => {
          if (bytes === null) {
            builder.addNull(index * 3, 1000 + index);
          } else {
            // The bytes before and after belong to other records.
            const source = Buffer.concat([Buffer.from('{"b":2}'), bytes, Buffer.from('{"c":3}')]);
            builder.add(source, 7, 7 + bytes.length, index * 3, 1000 + index);
          }
        });
        expect(builder.count).toBe(values.length);
        const block = builder.take();
        expect(builder.count + builder.bytes).toBe(0);
        check(block, values);
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  it("keeps what it gave when it is used again", () => {
    const builder = createRecordBlock(16);
    const values = [Buffer.from('{"a":1}'), Buffer.from("x"), Buffer.from('{"b":22}')];
    const blocks = values.map((bytes, index) => {
      builder.add(bytes, 0, bytes.length, index, index);
      return builder.take();
    });
    blocks.forEach((block, index) => {
      const bytes = values[index] ?? Buffer.alloc(0);
      expect(lineAt(block, 0)).toBe(index === 1 ? "{}" : String(bytes));
      expect(block.offsets[0]).toBe(index);
    });
  });

  it("takes an object of the greatest length, and keeps the beginning of a longer one", () => {
    const builder = createRecordBlock();
    const longest = objectOf(MAX_VALUE_BYTES);
    const longer = objectOf(MAX_VALUE_BYTES + 1);
    builder.add(longest, 0, longest.length, 1, 1);
    builder.add(longer, 0, longer.length, 2, 2);
    const block = builder.take();
    expect(lineAt(block, 0) === String(longest)).toBe(true);
    expect(block.odd.get(1)?.bytes).toBe(MAX_VALUE_BYTES + 1);
    expect(Buffer.from(block.odd.get(1)?.raw ?? []).equals(longer.subarray(0, KEPT_BYTES))).toBe(true);
  });

  it("is empty where nothing was added", () => {
    expect(NO_RECORDS).toMatchObject({ count: 0, odd: new Map() });
    expect(NO_RECORDS.lines).toHaveLength(0);
    expect([...NO_RECORDS.starts]).toEqual([0]);
  });
});

function check(block: RecordBlock, values: readonly (Buffer | null)[]): void {
  expect(block.count).toBe(values.length);
  expect([...block.offsets]).toEqual(values.map((_, index) => index * 3));
  expect([...block.times]).toEqual(values.map((_, index) => 1000 + index));
  expect(block.starts).toHaveLength(values.length + 1);
  expect(block.starts.at(-1)).toBe(block.lines.length);
  const lines = Buffer.from(block.lines).toString("latin1").split("\n");
  expect(lines.pop()).toBe("");
  expect(lines).toHaveLength(values.length);
  values.forEach((bytes, index) => {
    const line = lines[index] ?? "";
    expect(Buffer.from(lineAt(block, index)).toString()).toBe(Buffer.from(line, "latin1").toString());
    const odd = block.odd.get(index);
    if (odd !== undefined) {
      expect(line).toBe("{}");
      expect(odd.bytes).toBe(bytes?.length ?? 0);
      expect(odd.raw === null ? null : Buffer.from(odd.raw)).toEqual(bytes);
      return;
    }
    const text = (bytes ?? Buffer.alloc(0)).toString("latin1");
    expect(line).toMatch(/^\{.*\}$/s);
    if (line !== text) {
      // Told otherwise only where blanks lie around it or line feeds between its tokens.
      expect(line).toBe(text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "").replaceAll("\n", " "));
      if (text.trim().includes("\n")) expect(JSON.parse(bytesAsText(line))).toEqual(JSON.parse(bytesAsText(text)));
    }
  });
}

function bytesAsText(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString();
}

function lineAt(block: RecordBlock, index: number): string {
  return Buffer.from(block.lines.subarray(block.starts[index], (block.starts[index + 1] ?? 0) - 1)).toString();
}

function objectOf(bytes: number): Buffer {
  return Buffer.from(`{"a":"${"x".repeat(bytes - 8)}"}`);
}
