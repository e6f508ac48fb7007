import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";

const CHUNK_BYTES = 4 << 20;
const DECOMPRESSED_CHUNK_BYTES = 1 << 20;

export type OnChunk = (chunk: Buffer) => void;

export interface ReadOptions {
  /** Bytes asked for at a time; small ones are for tests. */
  chunkBytes?: number;
  signal?: AbortSignal;
}

/**
 * Hands over the bytes of a file from its beginning, decompressed where its name ends in .gz or .zst.
 * A chunk is valid until `onChunk` returns: its memory is used again.
 */
export async function readChunks(path: string, onChunk: OnChunk, options: ReadOptions = {}): Promise<void> {
  const { chunkBytes = CHUNK_BYTES } = options;
  const name = path.toLowerCase();
  // zlib takes no chunk under 64 bytes
  const chunkSize = Math.max(64, Math.min(chunkBytes, DECOMPRESSED_CHUNK_BYTES));
  if (name.endsWith(".gz")) {
    await readThrough(path, 0, createGunzip({ chunkSize }), onChunk, options);
  } else if (name.endsWith(".zst")) {
    await readFrames(path, chunkSize, onChunk, options);
  } else {
    await readPlain(path, chunkBytes, onChunk, options);
  }
}

/** Two buffers in turn: the disk reads ahead while the caller works. */
async function readPlain(path: string, chunkBytes: number, onChunk: OnChunk, { signal }: ReadOptions): Promise<void> {
  const file = await open(path);
  let current = Buffer.allocUnsafeSlow(chunkBytes);
  let next = Buffer.allocUnsafeSlow(chunkBytes);
  let pending = file.read(current, 0, chunkBytes, null);
  try {
    for (;;) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) {
        return;
      }
      signal?.throwIfAborted();
      pending = file.read(next, 0, chunkBytes, null);
      onChunk(current.subarray(0, bytesRead));
      [current, next] = [next, current];
    }
  } finally {
    await pending.catch(() => undefined);
    await file.close();
  }
}

/** Node's zstd stream ends with the first frame; a file may hold many. */
async function readFrames(path: string, chunkSize: number, onChunk: OnChunk, options: ReadOptions): Promise<void> {
  const { size } = await stat(path);
  for (let start = 0; start < size; ) {
    const frame = createZstdDecompress({ chunkSize });
    await readThrough(path, start, frame, onChunk, options);
    if (frame.bytesWritten === 0) {
      return;
    }
    start += frame.bytesWritten;
  }
}

async function readThrough(
  path: string,
  start: number,
  decoder: Transform,
  onChunk: OnChunk,
  { signal }: ReadOptions,
): Promise<void> {
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      onChunk(chunk);
    }
  };
  await pipeline(createReadStream(path, { start }), decoder, collect, signal === undefined ? {} : { signal });
}
