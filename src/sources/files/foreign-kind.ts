/** What a file is that Vitrina does not read, as people call it. */
export type ForeignKind =
  | { readonly group: "spreadsheet" | "archive" | "other"; readonly kind: string }
  | { readonly group: "page" | "binary" };

/** Tells by its first bytes a file that holds no table as text; undefined for what may well be one. */
export function foreignKind(bytes: Buffer, utf16: boolean): ForeignKind | undefined {
  const signature = SIGNATURES.find(({ at = 0, magic }) => bytes.subarray(at, at + magic.length).equals(magic));
  if (signature !== undefined) {
    return signature.kind === "ZIP" ? zipKind(bytes) : { group: signature.group, kind: signature.kind };
  }
  return markupKind(bytes.subarray(0, 4096).toString("latin1")) ?? (!utf16 && isBinary(bytes) ? BINARY : undefined);
}

const BINARY = { group: "binary" } as const;

const SIGNATURES: readonly {
  readonly group: "spreadsheet" | "archive" | "other";
  readonly kind: string;
  readonly magic: Buffer;
  readonly at?: number;
}[] = [
  { group: "archive", kind: "ZIP", magic: bytesOf("PK\x03\x04") },
  { group: "archive", kind: "ZIP", magic: bytesOf("PK\x05\x06") },
  { group: "spreadsheet", kind: "Excel 97-2003", magic: bytesOf("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") },
  { group: "archive", kind: "7z", magic: bytesOf("7z\xbc\xaf\x27\x1c") },
  { group: "archive", kind: "RAR", magic: bytesOf("Rar!\x1a\x07") },
  { group: "archive", kind: "bzip2", magic: bytesOf("1AY&SY"), at: 4 },
  { group: "archive", kind: "xz", magic: bytesOf("\xfd7zXZ\x00") },
  { group: "archive", kind: "tar", magic: bytesOf("ustar"), at: 257 },
  { group: "archive", kind: "gzip", magic: bytesOf("\x1f\x8b") },
  { group: "archive", kind: "zstd", magic: bytesOf("\x28\xb5\x2f\xfd") },
  { group: "other", kind: "PNG", magic: bytesOf("\x89PNG") },
  { group: "other", kind: "JPEG", magic: bytesOf("\xff\xd8\xff") },
  { group: "other", kind: "GIF", magic: bytesOf("GIF8") },
  { group: "other", kind: "PDF", magic: bytesOf("%PDF-") },
  { group: "other", kind: "RTF", magic: bytesOf("{\\rtf") },
  { group: "other", kind: "SQLite", magic: bytesOf("SQLite format 3\x00") },
  { group: "other", kind: "DuckDB", magic: bytesOf("DUCK"), at: 8 },
  { group: "other", kind: "Avro", magic: bytesOf("Obj\x01") },
  { group: "other", kind: "Arrow", magic: bytesOf("ARROW1\x00") },
  { group: "other", kind: "ORC", magic: bytesOf("ORC\x08") },
];

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

/** Spreadsheets are ZIP archives of well-known parts. */
function zipKind(bytes: Buffer): ForeignKind {
  const text = bytes.toString("latin1");
  if (text.includes("opendocument.spreadsheet")) return { group: "spreadsheet", kind: "OpenDocument" };
  if (text.includes("xl/") || text.includes("[Content_Types].xml")) return { group: "spreadsheet", kind: "Excel" };
  return { group: "archive", kind: "ZIP" };
}

function markupKind(text: string): ForeignKind | undefined {
  const start = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/^<(?:!doctype\s+html|html)\b/i.test(start)) {
    // Some shops export a page with a table under the name of a spreadsheet.
    return /urn:schemas-microsoft-com:office/i.test(start) ? EXCEL_MARKUP : { group: "page" };
  }
  if (!/^<\?xml\b/i.test(start)) return undefined;
  return /Excel\.Sheet|office:spreadsheet/i.test(start) ? EXCEL_MARKUP : { group: "other", kind: "XML" };
}

const EXCEL_MARKUP = { group: "spreadsheet", kind: "Excel XML" } as const;

/** A stray NUL is a broken row; text that is full of control characters is none. */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.toString("latin1", 0, 2 ** 20);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const controls = head.match(/[\x00-\x08\x0e-\x19\x1c-\x1f]/g)?.length ?? 0;
  return controls > 4 && controls > head.length * 0.02;
}
