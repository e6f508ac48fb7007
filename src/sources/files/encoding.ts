import { isUtf8 } from "node:buffer";

/** A label of TextDecoder. Windows' Latin-1 is read as such: it has the euro sign and the quotes that Latin-1 lacks. */
export type TextEncoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

export interface DetectedEncoding {
  readonly encoding: TextEncoding;
  /** Whether a byte order mark stands before the text. */
  readonly bom: boolean;
}

/**
 * The encoding that the beginning of a text shows. Text that is mostly valid UTF-8 is UTF-8 with broken rows;
 * text that is mostly not is an older export in the Windows encoding of Western Europe.
 */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", bom: true };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", bom: true };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", bom: true };
  return {
    encoding: unmarkedUtf16(bytes) ?? (mostlyUtf8(bytes.subarray(0, 2 ** 20)) ? "utf-8" : "windows-1252"),
    bom: false,
  };
}

/** Mostly ASCII text in UTF-16 has an empty byte in every pair, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): TextEncoding | undefined {
  const pairs = Math.min(bytes.length >> 1, 4096);
  let [even, odd] = [0, 0];
  for (let index = 0; index < pairs; index++) {
    if (bytes[index * 2] === 0) even++;
    if (bytes[index * 2 + 1] === 0) odd++;
  }
  if (pairs < 2) return undefined;
  if (odd > pairs * 0.7 && even < pairs * 0.1) return "utf-16le";
  return even > pairs * 0.7 && odd < pairs * 0.1 ? "utf-16be" : undefined;
}

function mostlyUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true;
  let [valid, invalid] = [0, 0];
  for (let index = 0; index < bytes.length; ) {
    if ((bytes[index] ?? 0) < 0x80) {
      index++;
      continue;
    }
    const length = sequenceLength(bytes, index);
    if (length > 0) valid += length;
    // The last bytes may be a character that the head cuts in two.
    else if (index < bytes.length - 3) invalid++;
    index += Math.max(length, 1);
  }
  return invalid <= valid;
}

/** Bytes of the well-formed UTF-8 character of several bytes that starts here; 0 where none does. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  const second = bytes[start + 1] ?? 0;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
  if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return 0;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return 0;
  for (let index = 1; index < length; index++) {
    const byte = bytes[start + index] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}
