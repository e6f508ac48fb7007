import { open } from "node:fs/promises";
import type { TextEncodingName } from "../../model/source-shape.ts";
import { UserError } from "../../model/user-error.ts";
import { detectEncoding, type TextEncoding } from "./encoding.ts";
import { type ForeignKind, foreignKind } from "./foreign-kind.ts";
import type { Compression, FileFormat, InputFile } from "./input-file.ts";
import { readError } from "./read-error.ts";
import { LONGEST_LINE_MIB, type RawHead, readHead } from "./read-head.ts";
import { sniffFormat } from "./sniff.ts";

/** What the first mebibyte of a file shows, after decompression. */
export interface FileHead {
  readonly format: FileFormat;
  readonly compression: Compression;
  readonly encoding: TextEncodingName;
  /** The same as TextDecoder calls it, and which of the two byte orders. */
  readonly textEncoding: TextEncoding;
  /** Whether a byte order mark stands before the text. */
  readonly bom: boolean;
  /** A CSV of one line that names columns and no sales: worth an error when no other file has rows. */
  readonly headerOnly: boolean;
  /** Lines in `bytes`, blank ones included. */
  readonly lines: number;
  /** Characters of the longest of them. */
  readonly longestLine: number;
  /** Whether `bytes` is the whole file. */
  readonly whole: boolean;
  /** As in the file: not yet decoded, with the byte order mark. */
  readonly bytes: Uint8Array;
}

/**
 * Looks at the beginning of a file. What cannot be a table of sales (empty, binary, a spreadsheet, damaged
 * compression, a first line beyond 16 MiB) is a UserError; rows that are merely broken are left to the engine.
 */
export async function peek(file: Pick<InputFile, "path" | "shown">): Promise<FileHead> {
  const shown = file.shown;
  const head = await read(file);
  if (head.bytes.length === 0) throw new UserError("file_empty", { file: shown });
  const { encoding, bom } = detectEncoding(head.bytes);
  const utf16 = encoding.startsWith("utf-16");
  if (startsWith(head.bytes, "PAR1") || startsWith(head.bytes, "PARE")) return parquetHead(file, head);
  const foreign = foreignKind(head.bytes, utf16);
  if (foreign !== undefined) throw foreignError(foreign, shown);

  const text = new TextDecoder(encoding).decode(head.bytes);
  const lines = text.replace(/(?:\r\n?|\n)$/, "").split(/\r\n?|\n/);
  const filled = lines.filter((line) => line.trim() !== "");
  if (filled.length === 0) throw new UserError("file_blank", { file: shown });
  const format = sniffFormat(text, file.path);
  if (format !== "json" && !head.settled) {
    throw new UserError("first_line_too_long", { file: shown, mebibytes: LONGEST_LINE_MIB });
  }
  if (format === "ndjson" && isSpreadOverLines(filled)) throw new UserError("json_not_a_list", { file: shown });
  return {
    format,
    compression: head.compression,
    encoding: encoding === "utf-8" ? "utf-8" : utf16 ? "utf-16" : "latin-1",
    textEncoding: encoding,
    bom,
    headerOnly: format === "csv" && head.whole && filled.length === 1 && !hasValues(filled[0] ?? ""),
    lines: lines.length,
    longestLine: lines.reduce((longest, line) => Math.max(longest, line.length), 0),
    whole: head.whole,
    bytes: head.bytes,
  };
}

/** Files with nothing but a header are days without sales; when all files are, something went wrong. */
export function requireRows(files: readonly { readonly shown: string; readonly head: FileHead }[]): void {
  const [first] = files;
  if (first !== undefined && files.every(({ head }) => head.headerOnly)) {
    throw new UserError("header_only", { file: first.shown });
  }
}

async function read({ path, shown }: Pick<InputFile, "path" | "shown">): Promise<RawHead> {
  try {
    return await readHead(path);
  } catch (error) {
    throw readError(error, shown);
  }
}

function startsWith(bytes: Buffer, magic: string): boolean {
  return bytes.subarray(0, magic.length).toString("latin1") === magic;
}

async function parquetHead(
  { path, shown }: Pick<InputFile, "path" | "shown">,
  { bytes, compression, whole }: RawHead,
): Promise<FileHead> {
  if (compression !== "none") throw new UserError("parquet_compressed", { file: shown });
  if (startsWith(bytes, "PARE")) throw new UserError("parquet_encrypted", { file: shown });
  // The footer says where everything is, so a file that was cut off cannot be read at all.
  if ((await lastBytes(path, 4)) !== "PAR1" || bytes.length < 12) {
    throw new UserError("parquet_incomplete", { file: shown });
  }
  const text = {
    encoding: "utf-8",
    textEncoding: "utf-8",
    bom: false,
    headerOnly: false,
    lines: 0,
    longestLine: 0,
  } as const;
  return { format: "parquet", compression, ...text, whole, bytes };
}

async function lastBytes(path: string, count: number): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(count), 0, count, Math.max(0, size - count));
    return buffer.toString("latin1");
  } finally {
    await file.close();
  }
}

function foreignError(foreign: ForeignKind, file: string): UserError {
  switch (foreign.group) {
    case "spreadsheet":
      return new UserError("spreadsheet_file", { file, kind: foreign.kind });
    case "archive":
      return new UserError("archive_file", { file, kind: foreign.kind });
    case "other":
      return new UserError("foreign_file", { file, kind: foreign.kind });
    case "page":
      return new UserError("web_page_file", { file });
    case "binary":
      return new UserError("binary_file", { file });
  }
}

/** One object over many lines, such as `{"orders": [`, is no list of sales, and not one broken row either. */
function isSpreadOverLines([first = "", second = ""]: readonly string[]): boolean {
  return !first.trimEnd().endsWith("}") && /^\s+["{[]/.test(second);
}

/** A lone line with a number or a date among its fields is a row, not a header. */
function hasValues(line: string): boolean {
  return line.split(/[,;\t|]/).some((field) => /^\s*["']?[-+]?\d[\d.,:/\-\sT]*["']?\s*$/.test(field));
}
