import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb } from "../../engines/duckdb/instance.ts";
import { checkCompressed } from "./check-compressed.ts";
import { hashFile } from "./hash.ts";
import type { Compression } from "./input-file.ts";
import { verifyInputs } from "./verify-inputs.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-verify-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const put = async (name: string, content: Uint8Array | string) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
/** Rows that do not compress to nothing, so that there are blocks of every kind. */
const ROWS = Array.from(
  { length: 40_000 },
  (_, id) => `${id},${createHash("md5").update(String(id)).digest("base64")}`,
);
const CSV = `id,code\n${ROWS.join("\n")}\n${"0,0\n".repeat(200_000)}`;
const withChecksum = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };

test.each([0, 1, 2 ** 20 - 1, 2 ** 20, 3 * 2 ** 20 + 17])("hashes %i bytes", async (size) => {
  const bytes = Buffer.alloc(size, "ventas");
  expect(await hashFile(await put("bytes", bytes))).toBe(createHash("sha256").update(bytes).digest("hex"));
});

test("hashing stops on request", async () => {
  const path = await put("bytes", "abc");
  await expect(hashFile(path, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
});

describe("a compressed file that is whole", () => {
  test.each<[string, Compression, Uint8Array]>([
    ["gzip", "gz", gzipSync(CSV)],
    ["gzip in members", "gz", Buffer.concat([gzipSync("a,b\n"), gzipSync("1,2\n")])],
    ["zstd", "zst", zstdCompressSync(CSV)],
    ["zstd with a checksum", "zst", zstdCompressSync(CSV, withChecksum)],
    ["zstd of a few bytes", "zst", zstdCompressSync("a")],
    ["zstd of nothing", "zst", zstdCompressSync("")],
    ["zstd in frames", "zst", Buffer.concat([zstdCompressSync("a,b\n"), zstdCompressSync(CSV)])],
    [
      "zstd with a skippable frame",
      "zst",
      Buffer.concat([Buffer.from("502a4d1802000000ffff", "hex"), zstdCompressSync(CSV)]),
    ],
    ["not compressed", "none", Buffer.from(CSV)],
  ])("%s passes", async (_, compression, content) => {
    const path = await put("whole", content);
    await expect(checkCompressed({ path, shown: "whole", compression })).resolves.toBeUndefined();
  });
});

describe("a compressed file that is cut off", () => {
  const cases: [string, Compression, Buffer][] = [
    ["gzip", "gz", gzipSync(CSV)],
    ["zstd", "zst", zstdCompressSync(CSV)],
    ["zstd with a checksum", "zst", zstdCompressSync(CSV, withChecksum)],
    [
      "zstd in frames",
      "zst",
      Buffer.concat([zstdCompressSync(CSV.slice(0, 500_000)), zstdCompressSync(CSV.slice(500_000))]),
    ],
  ];
  test.each(cases)("%s is found out, wherever the cut is", async (_, compression, content) => {
    for (const cut of [1, 3, 4, 8, 100, content.length >> 1, content.length - 12]) {
      const path = await put("cut", content.subarray(0, content.length - cut));
      await expect(checkCompressed({ path, shown: "cut", compression })).rejects.toMatchObject({
        code: "compressed_incomplete",
        params: { file: "cut" },
      });
    }
  });

  test("is not reported by the engine: that is why it is looked for", async () => {
    const path = await put("half.csv.gz", gzipSync(CSV).subarray(0, 400_000));
    const db = await openDuckDb({ threads: 1 });
    const read = await db.connection.runAndReadAll(
      `SELECT count(*) FROM read_csv('${path}', columns = {id: 'VARCHAR', code: 'VARCHAR'}, header = true, auto_detect = false, null_padding = true)`,
    );
    expect(Number(read.getRows()[0]?.[0])).toBeLessThan(ROWS.length);
    db.close();
  });
});

test("a wrong checksum or something else after the end is damage", async () => {
  const wrong = Buffer.from(gzipSync(CSV));
  wrong.writeUInt8(wrong.readUInt8(wrong.length - 8) ^ 1, wrong.length - 8);
  const check = async (compression: Compression, content: Uint8Array) =>
    checkCompressed({ path: await put("damaged", content), shown: "damaged", compression });
  await expect(check("gz", wrong)).rejects.toMatchObject({ code: "compressed_damaged" });
  await expect(
    check("zst", Buffer.concat([zstdCompressSync("a"), Buffer.from("something else")])),
  ).rejects.toMatchObject({
    code: "compressed_damaged",
  });
});

test("all inputs: one hash each, of the bytes on disk", async () => {
  const packed = gzipSync(CSV);
  const file = (name: string, path: string, compression: Compression) =>
    ({ path, shown: name, compression, format: "csv", bytes: 0 }) as const;
  const plain = file("a.csv", await put("a.csv", CSV), "none");
  const gz = file("b.csv.gz", await put("b.csv.gz", packed), "gz");
  const sha256 = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex");
  expect(await verifyInputs([plain, gz, plain])).toEqual([sha256(CSV), sha256(packed), sha256(CSV)]);
  const cut = file("c.csv.gz", await put("c.csv.gz", packed.subarray(0, -1)), "gz");
  await expect(verifyInputs([plain, cut])).rejects.toMatchObject({ code: "compressed_incomplete" });
  await expect(verifyInputs([file("d.csv", join(folder, "d.csv"), "none")])).rejects.toMatchObject({
    code: "file_not_found",
  });
});
