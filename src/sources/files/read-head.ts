import { open } from "node:fs/promises";
import { decompressed } from "./decompressed.ts";
import type { Compression } from "./input-file.ts";
import { sniffCompression } from "./sniff.ts";

const MIB = 2 ** 20;
/** No row of sales is longer; what is, is read no further. */
export const LONGEST_LINE_MIB = 16;

export interface RawHead {
  readonly compression: Compression;
  /** Decompressed. */
  readonly bytes: Buffer;
  /** Whether `bytes` is all there is. */
  readonly whole: boolean;
  /** Whether the first line of text ends within `bytes`, or the text needs no lines. */
  readonly settled: boolean;
}

/** The first `enough` decompressed bytes of a file; more, up to 16 MiB, while they hold no whole line of text. */
export async function readHead(path: string, enough = MIB): Promise<RawHead> {
  const compression = sniffCompression(await firstBytes(path));
  const chunks: Buffer[] = [];
  let size = 0;
  let started = false;
  let lineEnd = 0;
  for await (const chunk of decompressed(path, compression)) {
    if (lineEnd === 0) {
      const start: number = started ? 0 : chunk.findIndex(isText);
      started ||= start >= 0;
      lineEnd = started ? endAfter(chunk, start, size) : 0;
    }
    chunks.push(chunk);
    size += chunk.length;
    const settled = lineEnd > 0 || isJsonList(chunks[0]);
    if ((size > enough && settled) || size > LONGEST_LINE_MIB * MIB) {
      const bytes = Buffer.concat(chunks).subarray(0, settled ? Math.max(enough, lineEnd) : size);
      return { compression, bytes, whole: false, settled };
    }
  }
  return { compression, bytes: Buffer.concat(chunks), whole: true, settled: true };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Marks of encoding, the empty halves of UTF-16 and white space are no text yet. */
function isText(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}

/** Where in the file the line ends that goes on at `start` of a chunk; 0 when that chunk does not say. */
function endAfter(chunk: Buffer, start: number, offset: number): number {
  const ends = [chunk.indexOf(0x0a, start), chunk.indexOf(0x0d, start)].filter((end) => end >= 0);
  return ends.length === 0 ? 0 : offset + Math.min(...ends) + 1;
}

/** A list may well be written without a single line break. */
function isJsonList(bytes: Buffer | undefined): boolean {
  return bytes !== undefined && /^\ufeff?\s*\[\s*\{/.test(bytes.subarray(0, 4096).toString("utf8"));
}
