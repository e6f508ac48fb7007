import { describe, expect, test } from "vitest";
import type { SourceColumn } from "../source-shape.ts";
import { detectIdType, detectLabels } from "./ids-and-labels.ts";

const text: SourceColumn = { name: "id", type: "text" };

describe("ids held as numbers", () => {
  test.each([
    [["1", "0", "-5", "123456789012345678", null], "integer"],
    [["7", "007"], "text"],
    [["7", "+7"], "text"],
    [["7", " 7"], "text"],
    [["7", ""], "text"],
    [["7", "-0"], "text"],
    [["7", "1234567890123456789"], "text"],
    [["7", "7.0"], "text"],
    [["7", "７"], "text"],
    [[null, null], "text"],
    [[], "text"],
  ] as const)("%j: %s", (values, type) => {
    expect(detectIdType([text], values)).toBe(type);
  });

  test("the file's own whole numbers are, whatever is sampled; its other types are not", () => {
    expect(detectIdType([{ name: "id", type: "integer" }], [])).toBe("integer");
    expect(detectIdType([{ name: "id", type: "decimal" }], ["7"])).toBe("text");
  });

  test("several columns together are text", () => {
    expect(detectIdType([text, { name: "line", type: "integer" }], ["1"])).toBe("text");
  });
});

describe("few labels", () => {
  const rows = (count: number, label: (index: number) => string | null) =>
    Array.from({ length: count }, (_, i) => label(i));

  test("are listed as written, once there are rows enough", () => {
    expect(detectLabels(rows(200, (i) => ["Ropa", "ropa ", null][i % 3] ?? null))).toEqual(["Ropa", "ropa "]);
    expect(detectLabels(rows(199, () => "Ropa"))).toBeNull();
  });

  test("fifty are few, fifty-one are not, none are none", () => {
    expect(detectLabels(rows(500, (i) => String(i % 50)))).toHaveLength(50);
    expect(detectLabels(rows(500, (i) => String(i % 51)))).toBeNull();
    expect(detectLabels(rows(500, () => null))).toBeNull();
  });
});
