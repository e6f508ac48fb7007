/** Sentences around the tables of a terminal. Figures and dates come formatted. */
export const consoleMessages = {
  equation: (p: { read: string; accepted: string; rejected: string }) =>
    `${p.read} ${p.read === "1" ? "row" : "rows"} read = ${p.accepted} accepted + ${p.rejected} rejected`,
  rejected: "Rejected",
  warnings: "Warnings (accepted all the same)",
  rows: "Rows",
  meaning: "Meaning",
  sales_from: (p: { first: string; last: string; zone: string }) => `Sales from ${p.first} to ${p.last} (${p.zone})`,
  no_sales: "No row was accepted, so there are no figures. The reasons above say why.",
  more_rows: (p: { count: string; file: string | null }) =>
    `… ${p.count} more ${p.count === "1" ? "row" : "rows"}${inFile(p.file)}`,
  earlier_rows: (p: { count: string; file: string | null }) =>
    `… ${p.count} earlier ${p.count === "1" ? "row" : "rows"}${inFile(p.file)}`,
  more_columns: (p: { count: string; file: string | null }) =>
    `… ${p.count} more ${p.count === "1" ? "column" : "columns"}${inFile(p.file)}`,
  no_rows: "No rows.",
  no_times: "Every sale is at 00:00: the files give dates without a time of day.",
  not_computed: "Not computed",
  needs: (p: { columns: string }) => `needs ${p.columns}, which no column is mapped to`,
  map_them: "If columns of the files hold these, name them in the mapping file:",
  /** Stands for the shop's own column name in an example. */
  column_name: "COLUMN",
  figures_in: (p: { file: string }) => `Figures in ${p.file}.`,
  up_to: (p: { value: string }) => `up to ${p.value}`,
  none: "none",
  share_of_cohort: "Share of each cohort that bought again, by months since its first purchase.",
};

export type ConsoleMessages = typeof consoleMessages;

function inFile(file: string | null): string {
  return file === null ? "" : ` in ${file}`;
}
