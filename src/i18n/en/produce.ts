/** What `vitrina produce` says. */
export const produce = {
  topic_made: (p: { topic: string; partitions: string }) =>
    `The topic ${p.topic} did not exist: created with ${p.partitions} partitions.`,
  live: (p: { topic: string; rate: string; first: string }) =>
    `Writing ${p.rate} to ${p.topic}, from transaction ${p.first} on. Ctrl+C ends it.`,
  per_second: (p: { rate: string }) => `${p.rate} a second`,
  as_fast: "sales as fast as the broker takes them",
  replay: (p: { topic: string; count: string; file: string; speed: string }) =>
    `Writing ${p.count} sales of ${p.file} to ${p.topic}, ${p.speed}. Ctrl+C ends it.`,
  speed: (p: { times: string }) => (p.times === "1" ? "at the pace they happened" : `${p.times} times as fast`),
  speed_max: "as fast as the broker takes them",
  rejected: (p: { count: string; file: string }) =>
    `Not written: ${p.count} rows of ${p.file} that a batch would reject. See why with: vitrina batch ${p.file}`,
  customer: "customer",
  running: (p: { made: string; rate: string; acknowledged: string; waiting: string }) =>
    `${p.made} sales · ${p.rate}/s · ${p.acknowledged} acknowledged · ${p.waiting} on their way`,
  disconnected: (p: { cause: string }) =>
    `The broker does not answer (${p.cause}). Sales are kept and sent again until it does.`,
  reconnected: "The broker answers again; nothing was lost.",
  flushing: (p: { waiting: string }) => `Waiting for ${p.waiting} acknowledgements… (Ctrl+C again ends at once)`,
  sent: "Sent",
  acknowledged: "Acknowledged",
  failed: "Not acknowledged",
  ids: "Transactions",
  range: (p: { from: string; to: string }) => `${p.from} to ${p.to}`,
  took: (p: { time: string; rate: string }) => `in ${p.time}, ${p.rate} a second`,
  partition: (p: { partition: string }) => `Partition ${p.partition}`,
  offsets: (p: { count: string; from: string; to: string }) => `${p.count}, offsets ${p.from} to ${p.to}`,
  unknown_place: "it is not known whether they are in the topic",
};
