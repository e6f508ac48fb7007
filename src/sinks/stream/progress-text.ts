import { truncate, widthOf } from "../console/width.ts";
import { lagText, rateText, watermarkText } from "./batch-header.ts";
import type { StreamSnapshot } from "./stream-history.ts";
import type { StreamLook } from "./stream-look.ts";

/** How far a stream has come, in one line of at most `width` columns. Nothing before its first batch. */
export function progressText(snapshot: StreamSnapshot, width: number, look: StreamLook): string {
  const { last, rowsPerSecond, lag } = snapshot;
  if (last === null) return "";
  const { words, format } = look;
  const parts = [
    { text: words.batch_number({ batch: format.count(last.batch) }), wanted: 3 },
    { text: words.rate({ rate: rateText(rowsPerSecond, look) }), wanted: 5 },
    ...lagText(lag, rowsPerSecond, last.time, look).map((text) => ({ text, wanted: 4 })),
    { text: watermarkText(last, look), wanted: 2 },
    { text: words.open_windows({ count: format.count(last.state.openWindows) }), wanted: 1 },
  ];
  // The least wanted give way first where the line is too long.
  for (let from = 1; ; from++) {
    const line = parts.flatMap(({ text, wanted }) => (wanted >= from ? [text] : [])).join(" · ");
    if (widthOf(line) <= width || from === 5) return truncate(line, width);
  }
}
