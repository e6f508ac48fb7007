import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { Compression } from "./input-file.ts";

const CHUNK_BYTES = 256 * 1024;

/** A file's bytes as they are inside its compression, from the beginning, as many as are asked for. */
export async function* decompressed(path: string, compression: Compression): AsyncGenerator<Buffer, void, undefined> {
  switch (compression) {
    case "none":
      yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
      return;
    case "gz":
      yield* through(path, 0, createGunzip({ chunkSize: CHUNK_BYTES }));
      return;
    case "zst":
      yield* zstdFrames(path);
  }
}

/** Node's zstd stream ends with the first frame; a file may hold many (`cat a.zst b.zst`, pzstd). */
async function* zstdFrames(path: string): AsyncGenerator<Buffer, void, undefined> {
  const { size } = await stat(path);
  for (let start = 0; start < size; ) {
    const frame = createZstdDecompress({ chunkSize: CHUNK_BYTES });
    yield* through(path, start, frame);
    if (frame.bytesWritten === 0) return;
    start += frame.bytesWritten;
  }
}

async function* through(path: string, start: number, decoder: Transform): AsyncGenerator<Buffer, void, undefined> {
  const source = createReadStream(path, { start, highWaterMark: CHUNK_BYTES });
  source.on("error", (error) => decoder.destroy(error));
  source.pipe(decoder);
  try {
    yield* decoder as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
    decoder.destroy();
  }
}
