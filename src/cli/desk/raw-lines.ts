import { printable } from "../../sinks/console/printable.ts";
import type { DeskLook } from "./desk-look.ts";

const PER_LINE = 16;
/** What is no text tells little beyond its beginning. */
const MOST_HEX_BYTES = 1024;

/** The bytes of a record as a terminal can show them, as text where they are, and byte by byte where not. */
export function rawLines(raw: Uint8Array | null, look: Pick<DeskLook, "words" | "format">): string[] {
  if (raw === null) return [look.words.no_value];
  const text = textOf(raw);
  if (text !== null) return text.split("\n").map(printable);
  const shown = raw.subarray(0, MOST_HEX_BYTES);
  const left = raw.length - shown.length;
  return [
    look.words.not_text,
    ...Array.from({ length: Math.ceil(shown.length / PER_LINE) }, (_, line) => hexLine(shown, line * PER_LINE)),
    ...(left === 0 ? [] : [look.words.more_bytes({ count: look.format.count(left) })]),
  ];
}

/** Null where the bytes are no UTF-8; a record that was cut may end within a character. */
function textOf(raw: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw, { stream: true });
  } catch {
    return null;
  }
}

function hexLine(bytes: Uint8Array, from: number): string {
  const line = [...bytes.subarray(from, from + PER_LINE)];
  const hex = line.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const text = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
  return `${from.toString(16).padStart(6, "0")}  ${hex.padEnd(PER_LINE * 3 - 1)}  ${text}`;
}
