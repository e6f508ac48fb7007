import { open } from "node:fs/promises";
import { UserError } from "../../model/user-error.ts";
import { decompressed } from "./decompressed.ts";
import type { InputFile } from "./input-file.ts";

const CLOSE = 0x5d;
/** Blanks, and the other half of a UTF-16 letter. */
const PASSED_OVER: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20]);
const TAIL_BYTES = 65_536;

/**
 * Throws a UserError where a JSON array is cut off. DuckDB takes the end of the file for its end, so that the sales behind
 * the cut would be missing and nobody told.
 */
export async function checkJsonArray(
  { path, shown, compression, format }: InputFile,
  signal?: AbortSignal,
): Promise<void> {
  if (format !== "json") return;
  const last = compression === "none" ? await lastOfTail(path) : await lastOfStream(path, compression, signal);
  if (last !== CLOSE) throw new UserError("json_incomplete", { file: shown });
}

/** The last byte that is no blank, undefined where there is none. */
async function lastOfTail(path: string): Promise<number | undefined> {
  const file = await open(path, "r");
  try {
    let { size: end } = await file.stat();
    while (end > 0) {
      const start = Math.max(0, end - TAIL_BYTES);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
      const last = lastOf(buffer.subarray(0, bytesRead));
      if (last !== undefined) return last;
      end = start;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

async function lastOfStream(
  path: string,
  compression: InputFile["compression"],
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  let last: number | undefined;
  for await (const chunk of decompressed(path, compression)) {
    signal?.throwIfAborted();
    last = lastOf(chunk) ?? last;
  }
  return last;
}

function lastOf(bytes: Uint8Array): number | undefined {
  return bytes.findLast((byte) => !PASSED_OVER.has(byte));
}
