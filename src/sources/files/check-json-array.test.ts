import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkJsonArray } from "./check-json-array.ts";
import type { InputFile } from "./input-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-json-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function input(content: Uint8Array | string, more: Partial<InputFile> = {}): Promise<InputFile> {
  const path = join(folder, "sales.json");
  await writeFile(path, content);
  return { path, shown: "sales.json", compression: "none", format: "json", bytes: content.length, ...more };
}

const WHOLE = '[{"total": 1},\n{"total": 2}]\n';
const CUT = '[{"total": 1},\n{"total": 2}';

test.each<[string, Uint8Array | string, Partial<InputFile>]>([
  ["a plain file", WHOLE, {}],
  ["blanks by the thousand behind it", WHOLE + " \r\n\t".repeat(50_000), {}],
  ["gzip", gzipSync(WHOLE), { compression: "gz" }],
  ["zstd", zstdCompressSync(WHOLE), { compression: "zst" }],
  ["UTF-16", Buffer.from(WHOLE, "utf16le"), {}],
  ["lines, which need no end", CUT, { format: "ndjson" }],
])("%s is whole", async (_, content, more) => {
  await expect(checkJsonArray(await input(content, more))).resolves.toBeUndefined();
});

test.each<[string, Uint8Array | string, Partial<InputFile>]>([
  ["a plain file", CUT, {}],
  ["nothing but the beginning", "[", {}],
  ["gzip", gzipSync(CUT), { compression: "gz" }],
])("%s is cut off", async (_, content, more) => {
  await expect(checkJsonArray(await input(content, more))).rejects.toMatchObject({
    code: "json_incomplete",
    params: { file: "sales.json" },
  });
});
