export interface LetterBytes {
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Whether the text has every byte: else some were no UTF-8. */
  readonly isText: boolean;
}

export function readBytes(base64: string): LetterBytes {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return { bytes, text, isText: !text.includes("\uFFFD") };
}

const LINE = 16;

/** As a hex dump: place, bytes, and the signs they stand for. */
export function dumpOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let place = 0; place < bytes.length; place += LINE) {
    const part = [...bytes.subarray(place, place + LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const signs = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : "·")).join("");
    lines.push(`${place.toString(16).padStart(4, "0")}  ${hex.padEnd(LINE * 3 - 1)}  ${signs}`);
  }
  return lines.join("\n");
}
