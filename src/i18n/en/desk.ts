import type { RejectReason } from "../../model/rules.ts";

/** What can be done about a record that a rule rejected. */
const remedies: Readonly<Record<RejectReason, string>> = {
  unreadable:
    "Send it again as one JSON object a record, or give it mended with --value. What is no sale can be dropped.",
  missing_id:
    "Give it mended with its transaction id. If the shop has no such ids, leave transaction_id out of the mapping.",
  missing_customer: "Give it mended with its customer id. If guests may buy, leave customer_id out of the mapping.",
  missing_total: "Give it mended with its total, or with quantity and unit price.",
  bad_number: "Write the number plainly, such as 1234.50; if the shop writes it another way, say so in the mapping.",
  bad_timestamp:
    "Write the time as 2026-03-31 18:00:00 or in ISO 8601; for another format, timestamp_format of the mapping.",
  non_positive_total: "If it is a refund or a test order, drop it; if the total is wrong, give it mended.",
  future_timestamp:
    "Check the clock of whoever sends. Retried as it is, it is accepted: a retry does not apply this rule.",
  duplicate_id: "The sale counts already: drop it, or give it mended with an id of its own.",
  total_mismatch: "Give it mended with the total that quantity and unit price make, or run without --strict.",
  unknown_status: "Give it mended with a known status, or run without --strict and add the status to the mapping.",
  unknown_payment_method: "Give it mended with a known payment method, or run without --strict.",
  unknown_category: "Give it mended with a known category, or run without --strict.",
};

/** What `vitrina dead-letters`, `late` and `reconcile` say. Figures and times come formatted. */
export const desk = {
  remedies,
  id: "ID",
  received: "Received",
  reason: "Reason",
  partition: "Partition",
  offset: "Offset",
  status: "Status",
  statuses: { open: "open", retried: "retried", dropped: "dropped" },
  record: "Record",
  source: "Source",
  batch: "Batch",
  size: "Size",
  note: "Note",
  remedy: "What to do",
  title: (p: { id: string; status: string }) => `Rejected record ${p.id} (${p.status})`,
  bytes: (p: { count: string }) => `${p.count} bytes`,
  cut: (p: { bytes: string; kept: string }) => `${p.bytes} bytes, of which the first ${p.kept} were kept`,
  no_value: "(no value: a tombstone)",
  not_text: "Not UTF-8 text, shown byte by byte:",
  more_bytes: (p: { count: string }) => `… and ${p.count} more bytes; vitrina dead-letters export writes all of them`,
  no_letters: "No rejected records.",
  no_such_letters: "No rejected records of that kind.",
  more: (p: { limit: string }) => `Only the first ${p.limit} are shown; --limit shows more.`,

  accepted: "accepted",
  duplicate: "duplicate: a sale with its id was accepted before",
  refused: (p: { reason: string }) => `refused again: ${p.reason}`,
  more_outcomes: (p: { count: string }) => `… and ${p.count} more`,
  retried: (p: { all: string; accepted: string; duplicate: string; refused: string }) =>
    `${p.all} retried: ${p.accepted} accepted, ${p.duplicate} duplicate, ${p.refused} refused again.`,
  skipped: (p: { count: string }) =>
    `${p.count} left as they are: they were too long to be kept whole. Give them mended, or drop them.`,
  nothing_to_retry: "No open rejected records to retry.",
  changed_running: (p: { count: string; one: boolean }) =>
    `${p.count} ${p.one ? "window row" : "window rows"} changed; the running stream shows ${p.one ? "it" : "them"}.`,
  changed_stopped: (p: { count: string; one: boolean }) =>
    `${p.count} ${p.one ? "window row" : "window rows"} changed; the stream shows ${p.one ? "it" : "them"} when it runs next.`,
  dropped: (p: { count: string }) => `Dropped: ${p.count}.`,
  exported: (p: { count: string; file: string }) => `Rejected records: ${p.count}, in ${p.file}`,

  time: "Time of sale",
  watermark: "Watermark",
  transaction: "Transaction",
  total: "Total",
  applied: "In batch",
  no_late: "No late sales wait.",
  no_late_at_all: "No late sales.",
  applied_count: (p: { accepted: string; duplicate: string }) =>
    `Late sales applied: ${p.accepted}.${p.duplicate === "0" ? "" : ` Found to be duplicates: ${p.duplicate}.`}`,

  query: "Query",
  window: "Window",
  key: "Value",
  transactions: "Transactions",
  gross_sales: "Gross sales",
  final: "final",
  provisional: "provisional",

  equal: (p: { windows: string; rows: string }) =>
    `Equal: ${p.windows} final window rows, computed anew from ${p.rows} kept rows, to the cent.`,
  nothing_final: "Nothing to compare yet: no window is final.",
  nothing_read: "Nothing to compare yet: the stream has read nothing.",
  not_kept:
    "This stream does not keep its rows (--no-keep-rows), so its windows cannot be computed anew. Start one beside it that keeps them.",
  differ: (p: { different: string; windows: string }) =>
    `${p.different} of ${p.windows} final window rows differ from the kept rows.`,
  only_first: (p: { count: string }) => `The first ${p.count} are listed.`,
  in_windows: "In the windows",
  in_rows: "In the rows",
  difference: "Difference",
  none: "–",
};

export type DeskMessages = typeof desk;
