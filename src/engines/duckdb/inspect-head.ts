import type { CsvLayout } from "../../model/source-shape.ts";
import { readChunks } from "./locate-input.ts";

const HEAD_BYTES = 2 ** 20;
const DELIMITERS = [",", ";", "\t", "|"];

export interface PlainHead {
  /** The whole lines at the beginning of a file, all ended by LF; the beginning of the first one where that is too long. */
  readonly bytes: Buffer;
  /** That is all there is. */
  readonly whole: boolean;
}

export async function plainHead(path: string): Promise<PlainHead> {
  const enough = new AbortController();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const keep = (chunk: Buffer) => {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes >= HEAD_BYTES) {
      enough.abort();
    }
  };
  await readChunks(path, keep, { chunkBytes: HEAD_BYTES, signal: enough.signal }).catch((error: unknown) => {
    if (!enough.signal.aborted) {
      throw error;
    }
  });
  const all = Buffer.concat(chunks);
  const plain = all.includes("\r") ? Buffer.from(all.toString("latin1").replaceAll(/\r\n?/g, "\n"), "latin1") : all;
  const whole = bytes < HEAD_BYTES;
  const end = whole ? -1 : plain.lastIndexOf("\n");
  return { bytes: end === -1 ? plain : plain.subarray(0, end + 1), whole };
}

/**
 * The layout that the first line alone shows: the delimiter it holds most of, and its fields as the columns' names. For
 * files of which DuckDB's sniffer makes nothing, such as those with a quote that never closes.
 */
export function layoutOfFirstLine(
  head: Buffer,
  { delimiter, quote = '"', escape: escapeBy = quote, header = true }: Partial<CsvLayout>,
): { layout: CsvLayout; names: string[] } {
  const line =
    head
      .toString("utf8")
      .replace(/^\ufeff?\n*/, "")
      .split("\n", 1)[0] ?? "";
  const count = (mark: string) => line.split(mark).length;
  const mark = delimiter ?? DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
  const names = line.split(mark).map((field, index) => {
    const name = field.split(quote).join("").trim();
    return header && name !== "" ? name : `column${index}`;
  });
  const unique = names.map((name, index) => (names.indexOf(name) < index ? `${name}_${index}` : name));
  return { layout: { delimiter: mark, quote, escape: escapeBy, header }, names: unique };
}
