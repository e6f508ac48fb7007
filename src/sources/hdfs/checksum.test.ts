import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c as anotherCrc32c } from "@platformatic/kafka";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checksumOf, checksumWay, sameChecksum } from "./checksum.ts";
import { crc32c } from "./crc32c.ts";

test("CRC-32C is that of the standard, and of another implementation, in one piece or several", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(3000), (bytes, at) => {
      const whole = crc32c(bytes);
      expect(whole).toBe(anotherCrc32c(Buffer.from(bytes)) >>> 0);
      expect(crc32c(bytes.subarray(at), crc32c(bytes.subarray(0, at)))).toBe(whole);
    }),
    { seed: 5 },
  );
});

test("the MD5 of the MD5s of blocks does not depend on how the content comes", async () => {
  const way = checksumWay({ algorithm: "MD5-of-4MD5-of-8CRC32", bytes: "" }, 32);
  if (way === null) throw new Error("There is a way.");
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 50 }),
      async (all, size) => {
        expect(await checksumOf(piecesOf(all, size), way)).toBe(simply(all));
      },
    ),
    { seed: 5 },
  );
});

test("what HDFS said of a file of five bytes", async () => {
  const said = {
    algorithm: "MD5-of-0MD5-of-512CRC32C",
    bytes: "0000020000000000000000003d7336ba1e81504fd80a05d26075bac700000000",
  };
  const way = checksumWay(said, 134_217_728);
  if (way === null) throw new Error("There is a way.");
  const hola = await checksumOf(piecesOf(Buffer.from("hola\n"), 2), way);
  expect([hola, sameChecksum(said, hola)]).toEqual(["3d7336ba1e81504fd80a05d26075bac7", true]);
  expect(sameChecksum(said, await checksumOf(piecesOf(Buffer.from("hole\n"), 5), way))).toBe(false);
});

test("an algorithm that nobody knows here has no way", () => {
  for (const algorithm of ["NULL", "MD5-of-0MD5-of-0CRC32", "SHA-256", "COMPOSITE-CRC64"]) {
    expect([algorithm, checksumWay({ algorithm, bytes: "" }, 1024)]).toEqual([algorithm, null]);
  }
});

async function* piecesOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Chunks of 8 bytes, blocks of 32, written down the simple way. */
function simply(all: Uint8Array): string {
  const blocks = cut(all, 32).map((block) => {
    const crcs = cut(block, 8).map((chunk) => crc32(chunk).toString(16).padStart(8, "0"));
    return md5(Buffer.from(crcs.join(""), "hex"));
  });
  let room = 32;
  while (room < blocks.length * 16) room *= 2;
  return md5(Buffer.from(blocks.join("").padEnd(room * 2, "0"), "hex"));
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
