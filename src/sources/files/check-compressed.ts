import { type FileHandle, open } from "node:fs/promises";
import { UserError } from "../../model/user-error.ts";
import { decompressed } from "./decompressed.ts";
import type { InputFile } from "./input-file.ts";
import { readError } from "./read-error.ts";

/**
 * Throws a UserError when a compressed file is cut off or damaged. Engines read such a file to where it breaks and
 * say nothing, so this must have passed before results are kept. It may run beside the engine: gzip is unpacked a
 * second time (only its checksum tells), of zstd only the block headers are read (the engine checks the rest).
 */
export async function checkCompressed(
  { path, shown, compression }: Pick<InputFile, "path" | "shown" | "compression">,
  signal?: AbortSignal,
): Promise<void> {
  try {
    if (compression === "gz") {
      for await (const _ of decompressed(path, "gz")) signal?.throwIfAborted();
    } else if (compression === "zst") {
      await checkZstd(path, shown, signal);
    }
  } catch (error) {
    throw readError(error, shown);
  }
}

async function checkZstd(path: string, shown: string, signal: AbortSignal | undefined): Promise<void> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    let position = 0;
    while (position < size) {
      signal?.throwIfAborted();
      position = await frameEnd(file, position, shown);
    }
    if (position > size) throw new UserError("compressed_incomplete", { file: shown });
  } finally {
    await file.close();
  }
}

/** Where the frame that begins here ends by its own account (RFC 8878, 3.1), be that beyond the file's end. */
async function frameEnd(file: FileHandle, start: number, shown: string): Promise<number> {
  const header = await bytesAt(file, start, 8, shown);
  const magic = header.readUInt32LE(0);
  // A skippable frame: its length follows.
  if (magic >>> 4 === 0x184d2a5) return start + 8 + header.readUInt32LE(4);
  if (magic !== 0xfd2fb528) throw new UserError("compressed_damaged", { file: shown });
  const descriptor = header.readUInt8(4);
  const checksumBytes = (descriptor & 0b100) === 0 ? 0 : 4;
  let position = start + 5 + headerFieldBytes(descriptor);
  for (;;) {
    const block = (await bytesAt(file, position, 3, shown)).readUIntLE(0, 3);
    const type = (block >> 1) & 0b11;
    // A run-length block is one byte, however much it stands for.
    position += 3 + (type === 1 ? 1 : block >> 3);
    if ((block & 1) === 1) return position + checksumBytes;
  }
}

function headerFieldBytes(descriptor: number): number {
  const single = (descriptor & 0b100000) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 0b11] ?? 0;
  const contentSize = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  return (single ? 0 : 1) + dictionary + contentSize;
}

async function bytesAt(file: FileHandle, position: number, count: number, shown: string): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, position);
  if (bytesRead < count) throw new UserError("compressed_incomplete", { file: shown });
  return buffer;
}
