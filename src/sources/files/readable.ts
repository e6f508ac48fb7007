import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { TextEncodingName } from "../../model/source-shape.ts";
import { decompressed } from "./decompressed.ts";
import type { TextEncoding } from "./encoding.ts";
import type { Compression, InputFile } from "./input-file.ts";
import type { FileHead } from "./peek.ts";
import { spoolError } from "./read-error.ts";
import { compressionByName } from "./sniff.ts";

export interface ReadableOptions {
  /** Folder for what has to be written anew; it is created. The caller removes it when the run is over. */
  readonly spoolFolder: string;
  /** What the mapping says, if anything. */
  readonly encoding?: TextEncodingName | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A file that every engine reads alike: UTF-8, compressed as its name says. Most files are that already and come
 * back as they are; others are written once to `spoolFolder`, line by line the same (DuckDB finds no rows in
 * big-endian UTF-16, refuses the euro sign in Latin-1, and takes a marked JSON array for one row).
 */
export async function readableFile(
  file: InputFile,
  head: FileHead,
  { spoolFolder, encoding = head.encoding, signal }: ReadableOptions,
): Promise<InputFile> {
  const textEncoding = asStated(encoding, head);
  const marked = head.bom && head.format !== "csv";
  const named = compressionByName(file.path) === head.compression;
  if (head.format === "parquet" || (named && textEncoding === "utf-8" && !marked)) return file;
  const path = join(spoolFolder, `${randomUUID()}.${head.format}`);
  try {
    await mkdir(spoolFolder, { recursive: true });
    const target = createWriteStream(path, { flags: "wx", mode: 0o600 });
    await pipeline(asUtf8(file.path, head.compression, textEncoding), target, signal === undefined ? {} : { signal });
  } catch (error) {
    throw spoolError(error, file.shown, spoolFolder);
  }
  return { ...file, path, format: head.format, compression: "none", bytes: (await stat(path)).size };
}

/** What a mapping says of the encoding holds over what the head shows; which UTF-16 it is, only the head knows. */
function asStated(encoding: TextEncodingName, head: FileHead): TextEncoding {
  if (encoding === head.encoding) return head.textEncoding;
  return encoding === "utf-8" ? "utf-8" : encoding === "latin-1" ? "windows-1252" : "utf-16le";
}

async function* asUtf8(
  path: string,
  compression: Compression,
  textEncoding: TextEncoding,
): AsyncGenerator<string | Buffer, void, undefined> {
  if (textEncoding === "utf-8") {
    // Broken characters stay as they are: they belong to rows that the engine will reject.
    let first = true;
    for await (const chunk of decompressed(path, compression)) {
      yield first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
      first = false;
    }
    return;
  }
  const decoder = new TextDecoder(textEncoding);
  for await (const chunk of decompressed(path, compression)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
