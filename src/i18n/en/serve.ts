/** What the server says on the terminal and, of events, on its pages. */
export const serve = {
  listening: (p: { address: string }) => `Server: ${p.address}`,
  first_look: "Ctrl+C stops; starting again continues where it stopped.",
  stopping: "Stopping: the batch at work is finished first.",
  stopped: (p: { batch: string; accepted: string }) =>
    `Stopped after batch ${p.batch}: ${p.accepted} sales are kept. The same command continues.`,
  stream_failed: (p: { cause: string }) => `${p.cause} The console stays open with the figures so far.`,
  stream_ended: "The source has ended. The console stays open with the figures so far.",
  failure: (p: { cause: string }) => `A request failed: ${p.cause}`,
  demo_begins: (p: { rows: string; days: string }) =>
    `A shop is made up: ${p.rows} sales of the last ${p.days} days, then new ones live, some of them late, twice or broken.`,
  demo_continues: (p: { folder: string }) => `The shop in ${p.folder} goes on selling.`,
  page_title: "Vitrina",
  page_not_built: "The pages of the console are not built.",
  page_build:
    "In a clone, npm run build makes them; then load this page again. The figures are there already, as JSON:",
  api_title: "Vitrina: routes",
  api_intro: "Every route with its parameters. The same for programs:",
  api_parameters: "Parameters",
  api_none: "none",
  events: {
    gap: (p: { partition: string; from: string; to: string }) =>
      `Partition ${p.partition}: records ${p.from} to ${p.to} were deleted before they could be read.`,
    partition_added: (p: { partition: string }) => `Partition ${p.partition} is new.`,
    partition_taken: (p: { partition: string }) => `Partition ${p.partition} is read by another member of the group.`,
    file_rotated: (p: { partition: string }) => `${p.partition}: the file was replaced by a new one.`,
    file_truncated: (p: { partition: string; from: string }) => `${p.partition}: the file was cut at ${p.from}.`,
    disconnected: (p: { cause: string }) => `The connection to the source was lost: ${p.cause}.`,
    reconnected: (_p: Record<never, never>) => "The source is connected again.",
  },
  log: {
    began: (_p: Record<never, never>) => "Began.",
    loaded: (p: { read: string; rejected: string }) => `${p.read} rows read, ${p.rejected} of them rejected.`,
    written: (p: { files: string }) => `${p.files} files written.`,
    ended: (_p: Record<never, never>) => "Ended.",
  },
};

export type ServeMessages = typeof serve;
