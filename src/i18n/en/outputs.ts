/** Names of files and columns that people read; what programs read keeps its English name everywhere. */
export const outputs = {
  folder: "results",
  clean_sales: "clean_sales",
  dated_sales: "dated_sales",
  rejected_rows: "rejected_rows",
  report: "report.html",
  summary: "summary.json",
  columns: { parsed_timestamp: "parsed_timestamp", hour: "hour", weekday: "weekday", day: "day" },
};

export type OutputNames = typeof outputs;
