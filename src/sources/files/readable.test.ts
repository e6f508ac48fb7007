import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDuckDb } from "../../engines/duckdb/instance.ts";
import type { InputFile } from "./input-file.ts";
import { peek } from "./peek.ts";
import { readableFile } from "./readable.ts";
import { resolveInputs } from "./resolve-inputs.ts";

let cwd = "";
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "vitrina-readable-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const TEXT = `id;total;customer\n${Array.from({ length: 60_000 }, (_, id) => `${id};3,50 €;Núñez “${id}”`).join("\n")}\n`;
const latin1 = (text: string) =>
  Buffer.from(text.replaceAll("€", "\x80").replaceAll("“", "\x93").replaceAll("”", "\x94"), "latin1");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

async function prepare(
  name: string,
  content: Uint8Array | string,
  encoding?: "utf-8" | "latin-1",
): Promise<[InputFile, InputFile]> {
  await writeFile(join(cwd, name), content);
  const options = { cwd, stdin: process.stdin, spoolFolder: join(cwd, ".spool") };
  const [file] = await resolveInputs([name], options);
  if (file === undefined) throw new Error("not found");
  return [file, await readableFile(file, await peek(file), { ...options, encoding })];
}

test.each([
  ["latin-1.csv", latin1(TEXT)],
  ["utf-16.csv", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
  ["utf-16be.csv", utf16be(`\ufeff${TEXT}`)],
  ["utf-16.csv.gz", gzipSync(Buffer.from(TEXT, "utf16le"))],
  ["surrogates.csv", Buffer.from(`\ufeff${TEXT.replaceAll("Núñez", "Núñez 😀")}`, "utf16le")],
  ["packed-without-saying-so.csv", gzipSync(TEXT)],
  ["said-to-be-packed.csv.gz", TEXT],
  ["other.csv.gz", zstdCompressSync(TEXT)],
])("%s is written anew, line by line the same", async (name, content) => {
  const [file, readable] = await prepare(name, content);
  const expected = name.startsWith("surrogates") ? TEXT.replaceAll("Núñez", "Núñez 😀") : TEXT;
  expect(await readFile(readable.path, "utf8")).toBe(expected);
  expect(readable).toEqual({ ...file, path: readable.path, compression: "none", bytes: Buffer.byteLength(expected) });
});

test.each([
  ["plain.csv", TEXT],
  ["marked.csv", `\ufeff${TEXT}`],
  ["packed.csv.gz", gzipSync(TEXT)],
  ["packed.csv.zst", zstdCompressSync(TEXT)],
  ["broken.csv", Buffer.concat([Buffer.from(TEXT), latin1("1;2;Núñez\n")])],
])("%s is read as it is", async (name, content) => {
  const [file, readable] = await prepare(name, content);
  expect(readable).toBe(file);
  expect(await readdir(cwd)).toEqual([name]);
});

test("a mark before a list would hide its rows from the engine", async () => {
  const [file, readable] = await prepare("a.json", '\ufeff[{"id":1},{"id":2}]');
  expect(await readFile(readable.path, "utf8")).toBe('[{"id":1},{"id":2}]');
  const db = await openDuckDb({ threads: 1 });
  const count = async (path: string) =>
    Number((await db.connection.runAndReadAll(`SELECT count(*) FROM read_json('${path}')`)).getRows()[0]?.[0]);
  expect([await count(file.path), await count(readable.path)]).toEqual([1, 2]);
  db.close();
});

test("what the mapping says of the encoding holds", async () => {
  const [file, readable] = await prepare("a.csv", latin1(TEXT), "utf-8");
  expect(readable).toBe(file);
  const [, asLatin] = await prepare("b.csv", Buffer.from("id,name\n1,é\n"), "latin-1");
  expect(await readFile(asLatin.path, "utf8")).toBe("id,name\n1,Ã©\n");
});
