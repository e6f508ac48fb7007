import type { DeadLetter, Retry } from "../../model/stream/aside.ts";

/** A dead letter as JSON: the raw record in base64. */
export type WireLetter = Omit<DeadLetter, "raw"> & { readonly raw: string | null };

export interface WireRetry {
  readonly id: number;
  readonly value: string | null;
}

/** Of the listener: who it is, so that a client does not take another for it. */
export interface Greeting {
  readonly pid: number;
  readonly started: string;
}

/** An error as JSON (RFC 9457), with what a client needs to say it in its reader's language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export function letterToWire(letter: DeadLetter): WireLetter {
  return { ...letter, raw: toBase64(letter.raw) };
}

export function letterFromWire(letter: WireLetter): DeadLetter {
  return { ...letter, raw: letter.raw === null ? null : Buffer.from(letter.raw, "base64") };
}

export function retryToWire({ id, value }: Retry): WireRetry {
  return { id, value: toBase64(value) };
}

function toBase64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString("base64");
}
