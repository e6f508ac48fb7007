import { extname } from "node:path";
import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { csvRecordEnd, readCsvHeader } from "../lines/csv-text.ts";
import { cutCsv } from "../lines/cut-csv.ts";
import { cutLines } from "../lines/cut-lines.ts";
import { bomLength, CARRIAGE_RETURN, type RecordCutter } from "../lines/record-cutter.ts";
import type { OpenFile } from "./open-file.ts";

/** Told by the end of the name; NDJSON unless it says otherwise. */
export function isCsvName(path: string): boolean {
  return [".csv", ".tsv"].includes(extname(path).toLowerCase());
}

/** Cuts a file from a place on; a CSV's header is read from its beginning. */
export async function cutterFor(file: OpenFile, csv: boolean, start: number): Promise<RecordCutter> {
  if (!csv) return cutLines(start);
  if (start === 0) return cutCsv();
  const head = Buffer.alloc(Math.min(start, MAX_VALUE_BYTES));
  const { bytesRead } = await file.handle.read(head, 0, head.length, 0);
  const bytes = head.subarray(bomLength(head), bytesRead);
  const end = csvRecordEnd(bytes, 0);
  const line = bytes.subarray(0, end === -1 ? bytes.length : end);
  return cutCsv({ start, header: readCsvHeader(line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line) });
}

/** Behind the last line feed: where the next record begins for whoever wants only what is new. */
export async function behindLastLine({ handle }: OpenFile): Promise<number> {
  const { size } = await handle.stat();
  const piece = Buffer.alloc(65_536);
  for (let to = size; to > 0; ) {
    const from = Math.max(0, to - piece.length);
    const { bytesRead } = await handle.read(piece, 0, to - from, from);
    const last = piece.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (last !== -1) return from + last + 1;
    to = from;
  }
  return 0;
}
