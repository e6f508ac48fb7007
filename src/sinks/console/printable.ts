/**
 * Text from data made safe for a terminal: whatever could move the cursor, change colours, ring, break the line
 * or turn the reading direction is shown as its code (`\x1b`, `\u202e`) instead of being obeyed.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNSAFE, escaped);
}

/** C0, DEL and C1 controls; line and paragraph separators; bidirectional marks, embeddings, overrides and isolates. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{e0000}-\u{e007f}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return SHORT[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, "0")}` : `\\u${code > 0xffff ? `{${hex}}` : hex}`);
}
