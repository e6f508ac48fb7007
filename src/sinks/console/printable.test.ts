import fc from "fast-check";
import { expect, it } from "vitest";
import { printable } from "./printable.ts";

it("shows controls as codes", () => {
  expect(printable("\u001b[31mred\u0007")).toBe("\\x1b[31mred\\x07");
  expect(printable("a\tb\r\nc")).toBe("a\\tb\\r\\nc");
  expect(printable("\u009b2J")).toBe("\\x9b2J");
  expect(printable("abc\u202ecba\u2066")).toBe("abc\\u202ecba\\u2066");
  expect(printable("a\u2028b\u{e0041}")).toBe("a\\u2028b\\u{e0041}");
});

it("leaves letters of every script, emoji and spaces as they are", () => {
  for (const text of ["Electrónica", "e\u0301", "日本語", "Ελλάδα", "👩‍👩‍👧", "1 234,50\u00a0€", "\\x1b"]) {
    expect(printable(text)).toBe(text);
  }
});

it("mends text that is not well formed", () => {
  expect(printable("a\ud800b")).toBe("a\ufffdb");
});

it("leaves nothing a terminal obeys, whatever the text", () => {
  const obeyed = (character: string) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e);
  };
  const characters = fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0x2000, max: 0x20ff }));
  const text = fc.array(characters, { maxLength: 20 }).map((codes) => String.fromCodePoint(...codes));
  fc.assert(
    fc.property(text, (dirty) => [...printable(dirty)].every((character) => !obeyed(character))),
    { seed: 42, numRuns: 500 },
  );
});
