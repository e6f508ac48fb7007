import type { DefinitionPart } from "../../model/stream/stream-definition.ts";
import { partsOf } from "./stream-errors.ts";

/** What a running stream says: above its windows on stdout, and about itself on stderr. Figures and times come formatted. */
export const stream = {
  batch: (p: { batch: string; time: string }) => `Batch ${p.batch} · ${p.time}`,
  batch_number: (p: { batch: string }) => `Batch ${p.batch}`,
  republished: (p: { batch: string }) => `Batch ${p.batch} · shown again after a restart`,
  corrections: (p: { batch: string }) => `Batch ${p.batch} · corrections`,
  equation: (p: { read: string; accepted: string; rejected: string; late: string; duplicate: string }) =>
    `${p.read} ${p.read === "1" ? "row" : "rows"} read = ${p.accepted} accepted + ${p.rejected} rejected + ${p.late} late + ${p.duplicate} duplicate`,
  rate: (p: { rate: string }) => `${p.rate} rows/s`,
  watermark: (p: { time: string; lag: string }) => `watermark ${p.time}, ${p.lag} ago`,
  watermark_ahead: (p: { time: string }) => `watermark ${p.time}`,
  no_watermark: "no watermark yet",
  all_quiet: "no news from anywhere: every window is closed",
  unread: (p: { count: string }) => `${p.count} rows unread`,
  unread_seconds: (p: { count: string; lag: string }) => `${p.count} rows unread, ${p.lag} behind`,
  caught_up_in: (p: { time: string; at: string }) => `caught up in ${p.time} (${p.at})`,
  not_catching_up: "not catching up",
  totals: "Totals",
  by: (p: { dimension: string }) => `By ${p.dimension.toLowerCase()}`,
  average: "Average",
  provisional: "provisional",
  final: "final",
  corrected: "corrected",
  more_windows: (p: { count: string; one: boolean }) =>
    `… and ${p.count} earlier ${p.one ? "window" : "windows"} of this batch`,
  more_keys: (p: { count: string }) => `… and ${p.count} more`,

  reading: (p: { source: string; window: string; slide: string | null; watermark: string }) =>
    `Source: ${p.source} · windows of ${p.window}${p.slide === null ? "" : `, one every ${p.slide}`} · watermark ${p.watermark}`,
  state_new: (p: { folder: string }) => `State:  ${p.folder} (new)`,
  state_continues: (p: { folder: string; batch: string; positions: string }) =>
    `State:  ${p.folder} (goes on after batch ${p.batch}${p.positions === "" ? "" : `, from ${p.positions}`})`,
  listening: (p: { address: string }) => `Listening: POST ${p.address}/api/ingest`,
  state_replayed: (p: { parts: readonly DefinitionPart[] }) =>
    `The state was made with another ${partsOf(p.parts)}: its windows are made anew from the rows it keeps.`,
  state_dropped: (p: { parts: readonly DefinitionPart[] }) =>
    `The state was made with another ${partsOf(p.parts)}: its windows begin empty, its rows stay.`,
  query_unanswered: (p: { query: string; column: string }) =>
    `${p.query}: this shop's records have no ${p.column}, so this query has no windows.`,
  waiting_for_file: (p: { file: string }) => `${p.file} does not exist yet: waiting for it.`,
  stop_hint: "Ctrl+C ends it after the batch at work; nothing is lost.",

  gap: (p: { partition: string; from: string; to: string }) =>
    `${p.partition}: records from ${p.from} up to ${p.to} (not included) are gone from the source and were never read.`,
  partition_added: (p: { partition: string }) => `${p.partition}: new partition, being read.`,
  partition_taken: (p: { partition: string }) => `${p.partition}: another member of the group reads it now.`,
  file_rotated: (p: { partition: string }) =>
    `${p.partition}: the file was replaced; the new one is read from its beginning.`,
  file_truncated: (p: { partition: string; from: string }) =>
    `${p.partition}: the file was cut off while it was read (at byte ${p.from}); what is in it now is read from its beginning.`,
  disconnected: (p: { cause: string }) =>
    `Connection lost (${p.cause}). Trying again until it is back; nothing is lost.`,
  reconnected: "Connected again.",

  stopping: "Stopping after the batch at work… (Ctrl+C again stops at once)",
  stopped: (p: { batch: string; positions: string }) =>
    `Stopped after batch ${p.batch}.${p.positions === "" ? "" : ` It resumes at ${p.positions}.`}`,
  stopped_before: "Stopped before the first batch.",
  ended: (p: { batch: string; positions: string }) =>
    `Done after batch ${p.batch}.${p.positions === "" ? "" : ` The next run begins at ${p.positions}.`}`,
  ended_empty: "There was nothing to read.",
  position: (p: { partition: string; position: string }) => `${p.partition}: ${p.position}`,
  byte: (p: { at: string }) => `byte ${p.at}`,
  more_positions: (p: { count: string }) => `and ${p.count} more partitions`,
  this_run: (p: { equation: string; windows: string }) => `${p.equation}${p.windows === "" ? "" : ` · ${p.windows}`}`,
  windows: (p: { final: string; provisional: string }) =>
    `windows made final: ${p.final} · still provisional: ${p.provisional}`,
  nothing_new: "There was nothing new to read.",
  open_windows: (p: { count: string }) => `open windows: ${p.count}`,
  since_beginning: (p: { equation: string }) => `Since the beginning: ${p.equation}`,
  reasons: (p: { reasons: string }) => `Rejected for: ${p.reasons}`,
  rows_in: (p: { folder: string }) => `Accepted rows: ${p.folder}`,
  final_windows_in: (p: { folder: string }) => `Final windows: ${p.folder}`,
};

export type StreamMessages = typeof stream;
