import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { UserError } from "../../model/user-error.ts";

const MEBIBYTE = 2 ** 20;

/**
 * Reads and unpacks a body. What it takes of the budget is given back by whoever called.
 * @throws {UserError} ingest_encoding, ingest_bad_encoding, ingest_body_cut, ingest_body_too_large, ingest_busy
 */
export async function readBody(request: Request, maxBytes: number, grow: (bytes: number) => void): Promise<Buffer> {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  const unpack = unpacker(encoding);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return Buffer.alloc(0);
  const packed = Readable.from(upTo(Readable.fromWeb(request.body as WebStream), maxBytes));
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of upTo(source, maxBytes)) {
      grow(chunk.length);
      chunks.push(chunk);
    }
  };
  try {
    await (unpack === undefined ? pipeline(packed, collect) : pipeline(packed, unpack, collect));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const unreadable =
      error instanceof Error && "code" in error && /^(Z_|ZSTD|ERR_ZSTD|ERR_ZLIB)/.test(String(error.code));
    throw unreadable
      ? new UserError("ingest_bad_encoding", { encoding }, { cause: error })
      : new UserError("ingest_body_cut", {}, { cause: error });
  }
  return Buffer.concat(chunks);
}

function unpacker(encoding: string): Transform | undefined {
  switch (encoding) {
    case "identity":
    case "":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "zstd":
      return createZstdDecompress();
    default:
      throw new UserError("ingest_encoding", { given: encoding.slice(0, 100) });
  }
}

/** Counted before and after unpacking: a small body can unpack to a huge one, and a huge one to nothing. */
async function* upTo(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  }
}

function tooLarge(maxBytes: number): UserError {
  return new UserError("ingest_body_too_large", { mebibytes: maxBytes / MEBIBYTE });
}
