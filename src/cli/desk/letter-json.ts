import type { DeadLetter } from "../../model/stream/aside.ts";

/** A dead letter for programs: its record as text, or in base64 where its bytes are no UTF-8. */
export function letterJson({ raw, ...letter }: DeadLetter) {
  const text = raw === null ? null : textOf(raw);
  return {
    ...letter,
    cut: raw !== null && raw.length < letter.bytes,
    raw: text,
    ...(raw !== null && text === null ? { raw_base64: Buffer.from(raw).toString("base64") } : {}),
  };
}

/** Null where the bytes are no UTF-8. */
export function textOf(raw: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return null;
  }
}
