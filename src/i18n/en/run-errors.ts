/** What can go wrong with the history of runs, and with telling where Spark's time went. */
export const runErrors = {
  run_unknown: (p: { id: string }) => `There is no run "${p.id}". The runs that are kept: vitrina runs`,
  run_ambiguous: (p: { id: string; ids: readonly string[] }) =>
    `"${p.id}" fits several runs: ${p.ids.join(", ")}. Give more of the id.`,
  runs_nowhere: (_p: Record<never, never>) =>
    "No history is kept here. Set HOME or VITRINA_HOME to keep one, or name a stream's state with --state.",
  spark_ui_off: (_p: Record<never, never>) =>
    "Jobs and stages are not known: this Spark has its pages switched off. Start it with spark.ui.enabled=true.",
  spark_ui_unreached: (p: { addresses: readonly string[]; cause: string }) =>
    `Jobs and stages are not known: Spark's pages were not found${p.addresses.length === 0 ? "" : ` at ${p.addresses.join(", ")}`} (${p.cause}). Give their address, or that of Spark's history server, with --spark-ui http://host:4040.`,
  spark_ui_lost: (p: { address: string; cause: string }) =>
    `Jobs and stages are known in part: Spark's pages at ${p.address} stopped answering (${p.cause}). See there whether Spark still runs.`,
  spark_ui_address: (p: { address: string }) =>
    `--spark-ui ${p.address}: this is no address of Spark's pages. Write it as http://host:4040.`,
};
