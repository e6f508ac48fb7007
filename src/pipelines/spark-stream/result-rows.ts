import type { RecordBlock } from "../../model/stream/records.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";

/** The window rows among the records of a results topic; what is none (another program wrote it) is passed over. */
export function resultRows({ lines, starts, count, odd }: RecordBlock): WindowRow[] {
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
  const rows: WindowRow[] = [];
  for (let index = 0; index < count; index += 1) {
    if (odd.has(index)) continue;
    const row = parse(bytes.toString("utf8", starts[index], starts[index + 1]));
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

function parse(text: string): WindowRow | undefined {
  let value: Partial<WindowRow>;
  try {
    value = JSON.parse(text) as Partial<WindowRow>;
  } catch {
    return undefined;
  }
  const { query, window_start, window_end, key = null, transactions, gross_sales, average_sale, final = false } = value;
  if (typeof query !== "string" || typeof transactions !== "number" || typeof gross_sales !== "string")
    return undefined;
  if (typeof window_start !== "string" || typeof window_end !== "string" || typeof average_sale !== "string") {
    return undefined;
  }
  return { query, window_start, window_end, key, transactions, gross_sales, average_sale, final, batch: null };
}
