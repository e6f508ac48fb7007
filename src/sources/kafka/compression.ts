import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { compressionsAlgorithms } from "@platformatic/kafka";
import { DamagedBatch } from "./damaged-batch.ts";

/** A batch is at most about 1 MiB on the wire; one that unpacks to more than this is an attack or an accident. */
const MAX_UNPACKED_BYTES = 2 ** 28;

const GZIP = 1;
const SNAPPY = 2;
const LZ4 = 3;
const ZSTD = 4;

/** @throws {DamagedBatch} for a codec that Kafka does not have, or data that the codec did not write. */
export function decompress(codec: number, data: Buffer): Buffer {
  try {
    switch (codec) {
      case GZIP:
        return gunzipSync(data, { maxOutputLength: MAX_UNPACKED_BYTES });
      case SNAPPY:
        return compressionsAlgorithms.snappy.decompressSync(data);
      case LZ4:
        return compressionsAlgorithms.lz4.decompressSync(data);
      case ZSTD:
        return zstdDecompressSync(data, { maxOutputLength: MAX_UNPACKED_BYTES });
      default:
        throw new DamagedBatch("codec");
    }
  } catch (cause) {
    throw cause instanceof DamagedBatch ? cause : new DamagedBatch("codec", { cause });
  }
}
