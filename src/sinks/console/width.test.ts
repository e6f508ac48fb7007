import { describe, expect, it } from "vitest";
import { padEnd, padStart, truncate, widthOf, wrap } from "./width.ts";

describe("widthOf", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["Electrónica", 11],
    ["e\u0301", 1],
    ["日本", 4],
    ["ｱ", 1],
    ["Ａ", 2],
    ["한국어", 6],
    ["👩‍👩‍👧", 2],
    ["🇪🇸", 2],
    ["🫠", 2],
    ["❤️", 2],
    ["✓", 1],
    ["█", 1],
    ["1\u00a0234,50\u00a0€", 10],
    ["a\u200bb", 2],
  ])("%j takes %i", (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe("truncate", () => {
  it("keeps what fits and says that something was cut", () => {
    expect(truncate("Electrónica", 11)).toBe("Electrónica");
    expect(truncate("Electrónica", 8)).toBe("Electró…");
    expect(truncate("Electrónica", 1)).toBe("…");
    expect(truncate("Electrónica", 0)).toBe("");
  });

  it("never splits a letter of two columns or its accents", () => {
    expect(truncate("日本語", 4)).toBe("日…");
    expect(truncate("e\u0301e\u0301e\u0301", 2)).toBe("e\u0301…");
    expect(truncate("👩‍👩‍👧👩‍👩‍👧", 3)).toBe("👩‍👩‍👧…");
  });
});

it("pads by columns, not by letters", () => {
  expect([padEnd("日本", 6), padStart("é", 3), padEnd("long", 2)]).toEqual(["日本  ", "  é", "long"]);
});

it("breaks lines at spaces, and lets a longer word stand alone", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("extraordinary word", 6)).toEqual(["extraordinary", "word"]);
});
