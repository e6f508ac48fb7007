import type { Compression, FileFormat } from "./input-file.ts";

const ENDINGS: Readonly<Record<string, FileFormat>> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  ndjson: "ndjson",
  jsonl: "ndjson",
  json: "json",
  parquet: "parquet",
  pq: "parquet",
};

/** How a file is compressed, by its first bytes; names are not asked, because they lie. */
export function sniffCompression(bytes: Uint8Array): Compression {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gz";
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd ? "zst" : "none";
}

/** The format that the beginning of the text shows; where it shows none, that of the name's ending, else CSV. */
export function sniffFormat(text: string, name: string): FileFormat {
  // More than the bracket: `[id],[date]` is the header of a CSV.
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith("PAR1")) return "parquet";
  if (/^\[\s*(?:[{\]]|$)/.test(start)) return "json";
  if (/^\{\s*(?:["}]|$)/.test(start)) return "ndjson";
  const byName = formatByName(name);
  // JSON that is neither an array nor an object can only be lines, all of them broken but this one perhaps.
  return byName === "json" ? "ndjson" : byName === undefined || byName === "parquet" ? "csv" : byName;
}

/** The format a name ends in, looking through `.gz` and `.zst`. */
export function formatByName(name: string): FileFormat | undefined {
  const ending = /\.([a-z]+)(?:\.(?:gz|zst))?$/i.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
}

/** What a name's ending says of compression, which is what engines go by. */
export function compressionByName(name: string): Compression {
  const ending = /\.(gz|zst)$/i.exec(name)?.[1]?.toLowerCase();
  return ending === "gz" || ending === "zst" ? ending : "none";
}
