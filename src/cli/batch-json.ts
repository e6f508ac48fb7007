import type { BatchOutcome } from "../model/batch-outcome.ts";
import { toRecords } from "../model/result.ts";

/**
 * The figures of a batch as one JSON object, ended by a line break; programs rely on its form. Analyses that want a
 * column the shop does not have are named in `unavailable` with those columns, which is there only if there are any.
 */
export function batchJson({ quality, analyses }: BatchOutcome): string {
  const { read, accepted, rejected, reasons, warnings } = quality;
  const computed = analyses.filter((analysis) => analysis.kind === "computed");
  const unavailable = analyses.filter((analysis) => analysis.kind === "unavailable");
  const object = {
    quality: { read, accepted, rejected, reasons, warnings },
    analyses: Object.fromEntries(computed.map(({ id, table }) => [id, toRecords(table)])),
    ...(unavailable.length === 0
      ? {}
      : { unavailable: Object.fromEntries(unavailable.map(({ id, missing }) => [id, missing])) }),
  };
  return `${JSON.stringify(object)}\n`;
}
