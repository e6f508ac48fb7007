import { type ReadOptions, readChunks } from "./locate-input.ts";
import { createWalker, type RecordLayout } from "./locate-walk.ts";

export type { RecordLayout } from "./locate-walk.ts";

export interface WantedRecords {
  /** Places, from 0 and ascending, among the records that DuckDB yielded. */
  ordinals: readonly number[];
  /**
   * Ascending offsets in the decompressed stream at which records begin that DuckDB refused; they are not counted
   * in `ordinals`. An offset may fall anywhere from just after the record before to the end of its own
   * (`reject_errors.line_byte_position` points at blank lines and at the LF of a CRLF too), and several may name one record.
   */
  dropped: readonly number[];
}

export interface LocatedRecord {
  kind: "row" | "dropped";
  /** Null for a dropped record. */
  ordinal: number | null;
  /** Where the record begins, in the decompressed stream. */
  byteOffset: number;
  /** Physical line where it begins, from 1. */
  line: number;
  /** Its bytes without the line terminator, at most `maxRaw` of them. */
  raw: Uint8Array;
}

export interface LocateOptions extends ReadOptions {
  /** Longer records are cut; 65,536 bytes by default. */
  maxRaw?: number;
}

export interface Located {
  /** In file order. */
  records: LocatedRecord[];
  /** All data records of the file, the dropped ones too, blank lines not; null where nothing was wanted and nothing read. */
  total: number | null;
}

/**
 * Finds records of a text file by walking its bytes once. Throws what reading throws, and the reason of `signal`
 * when it aborts. Wanted records that the file does not hold are absent from the result.
 */
export async function locateRecords(
  path: string,
  layout: RecordLayout,
  { ordinals, dropped }: WantedRecords,
  { maxRaw = 65_536, ...options }: LocateOptions = {},
): Promise<Located> {
  if (ordinals.length === 0 && dropped.length === 0) {
    return { records: [], total: null };
  }
  const records: LocatedRecord[] = [];
  let total = 0;
  let ordinal = 0;
  let nextOrdinal = 0;
  let nextDropped = 0;
  let refusedAt = dropped[0] ?? Number.POSITIVE_INFINITY;
  let header = layout.header;
  const walker = createWalker(
    layout,
    ({ start, end, line }, bytes) => {
      const isDropped = refusedAt <= end;
      while (refusedAt <= end) {
        nextDropped += 1;
        refusedAt = dropped[nextDropped] ?? Number.POSITIVE_INFINITY;
      }
      if (header) {
        header = false;
        return;
      }
      total += 1;
      if (isDropped || ordinal === ordinals[nextOrdinal]) {
        records.push({
          kind: isDropped ? "dropped" : "row",
          ordinal: isDropped ? null : ordinal,
          byteOffset: start,
          line,
          // a copy: the chunk's memory is used again
          raw: Uint8Array.from(bytes().subarray(0, maxRaw)),
        });
        nextOrdinal += isDropped ? 0 : 1;
      }
      ordinal += isDropped ? 0 : 1;
    },
    maxRaw,
  );
  await readChunks(path, (chunk) => walker.feed(chunk), options);
  walker.end();
  return { records, total };
}
