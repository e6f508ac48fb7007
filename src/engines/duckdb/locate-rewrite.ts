import { closeSync, openSync, writeSync } from "node:fs";
import { type RecordLimits, type RecordScan, scanRecords } from "./locate-scan.ts";
import type { RecordLayout } from "./locate-walk.ts";

const BATCH_BYTES = 4 << 20;
const LF = Buffer.from("\n");
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Writes the records of a CSV file that DuckDB reads without refusing any, one after the other, each ended by LF and
 * otherwise byte for byte, behind a byte order mark; header, blank lines and refused records stay out. Rows of the copy have the ordinals that
 * `locateRecords` counts in the original when it is given the `dropped` of the scan. Read it with `header = false`,
 * `new_line = '\n'`, `parallel = false`. The file must not exist; it holds what shops call confidential (mode 600).
 */
export async function rewriteRecords(
  path: string,
  target: string,
  layout: RecordLayout,
  limits: RecordLimits,
  options: { signal?: AbortSignal } = {},
): Promise<RecordScan> {
  const file = openSync(target, "wx", 0o600);
  // DuckDB drops one mark at the beginning of a file: this one, and not the first bytes of a record.
  let batch: Uint8Array[] = [BYTE_ORDER_MARK];
  let batchBytes = 0;
  const flush = () => {
    // one write may take less than it is given
    for (let rest = Buffer.concat(batch); rest.length > 0; ) {
      rest = rest.subarray(writeSync(file, rest));
    }
    batch = [];
    batchBytes = 0;
  };
  try {
    const scan = await scanRecords(path, layout, limits, {
      ...options,
      onRecord: (_record, bytes, refused) => {
        if (refused) {
          return;
        }
        // a copy: the chunk's memory is used again
        const content = Uint8Array.from(bytes());
        batch.push(content, LF);
        batchBytes += content.length + 1;
        if (batchBytes >= BATCH_BYTES) {
          flush();
        }
      },
    });
    flush();
    return scan;
  } finally {
    closeSync(file);
  }
}
