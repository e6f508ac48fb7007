import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { crc32 } from "node:zlib";
import { crc32c } from "./crc32c.ts";

/** What HDFS says about a file's content; the bytes as it gives them, in hexadecimal. */
export interface HdfsChecksum {
  readonly algorithm: string;
  readonly bytes: string;
}

/** How to compute the same from the content. */
export type ChecksumWay =
  | { readonly kind: "composite"; readonly crc: Crc }
  | { readonly kind: "md5"; readonly crc: Crc; readonly bytesPerCrc: number; readonly blockSize: number };

type Crc = (bytes: Uint8Array, before?: number) => number;

/**
 * HDFS knows two: the CRC of the whole file ("COMPOSITE-CRC32C"), and by default the MD5 of each block's MD5 of the CRCs
 * of its chunks ("MD5-of-0MD5-of-512CRC32C"). Null for any other, and where it cannot be computed from the content.
 */
export function checksumWay({ algorithm }: HdfsChecksum, blockSize: number): ChecksumWay | null {
  const [, composite] = /^COMPOSITE-(CRC32C?)$/.exec(algorithm) ?? [];
  if (composite !== undefined) return { kind: "composite", crc: CRCS[composite] ?? crc32c };
  const [, chunk, name = ""] = /^MD5-of-\d+MD5-of-(\d+)(CRC32C?)$/.exec(algorithm) ?? [];
  const bytesPerCrc = Number(chunk ?? 0);
  if (bytesPerCrc === 0 || blockSize < bytesPerCrc || blockSize % bytesPerCrc !== 0) return null;
  return { kind: "md5", crc: CRCS[name] ?? crc32c, bytesPerCrc, blockSize };
}

const CRCS: Readonly<Record<string, Crc>> = { CRC32: (bytes, before = 0) => crc32(bytes, before), CRC32C: crc32c };

/** Of a local file, in hexadecimal. */
export async function checksumOfFile(path: string, way: ChecksumWay, signal: AbortSignal): Promise<string> {
  return checksumOf(createReadStream(path, { highWaterMark: READ_AT_ONCE, signal }), way);
}

const READ_AT_ONCE = 1 << 20;

export async function checksumOf(content: AsyncIterable<Uint8Array>, way: ChecksumWay): Promise<string> {
  if (way.kind === "composite") {
    let crc = 0;
    for await (const bytes of content) crc = way.crc(bytes, crc);
    return hex(crc);
  }
  const blocks = blockHashes(way);
  for await (const bytes of content) blocks.add(bytes);
  return blocks.end();
}

/** Whether HDFS's checksum is this one. Its MD5 stands behind the bytes of a CRC (4) and the CRCs of a block (8). */
export function sameChecksum({ algorithm, bytes }: HdfsChecksum, computed: string): boolean {
  const from = algorithm.startsWith("MD5") ? 24 : 0;
  return bytes.slice(from, from + computed.length).toLowerCase() === computed;
}

function blockHashes({ crc, bytesPerCrc, blockSize }: Extract<ChecksumWay, { kind: "md5" }>) {
  const digests: Buffer[] = [];
  let block = createHash("md5");
  let inBlock = 0;
  let inChunk = 0;
  let current = 0;

  const endChunk = () => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(current >>> 0);
    block.update(bytes);
    inChunk = 0;
    current = 0;
  };
  const endBlock = () => {
    digests.push(block.digest());
    block = createHash("md5");
    inBlock = 0;
  };
  return {
    add(bytes: Uint8Array) {
      let at = 0;
      while (at < bytes.length) {
        const part = bytes.subarray(at, at + Math.min(bytesPerCrc - inChunk, blockSize - inBlock));
        current = crc(part, current);
        at += part.length;
        inChunk += part.length;
        inBlock += part.length;
        if (inChunk === bytesPerCrc) endChunk();
        if (inBlock === blockSize) endBlock();
      }
    },
    end(): string {
      if (inChunk > 0) endChunk();
      if (inBlock > 0) endBlock();
      const all = Buffer.concat(digests);
      // Hadoop hashes the whole array its buffer has grown to, zeros behind the end included: 32, 64, 128, …
      const padded = Buffer.alloc(Math.max(LEAST_BUFFER, 2 ** Math.ceil(Math.log2(Math.max(1, all.length)))));
      all.copy(padded);
      return createHash("md5").update(padded).digest("hex");
    },
  };
}

const LEAST_BUFFER = 32;

function hex(crc: number): string {
  return (crc >>> 0).toString(16).padStart(8, "0");
}
