/** Sentences of the HTML report. Figures and dates come formatted. */
export const reportMessages = {
  title: "Sales report",
  skip: "Skip to the figures",
  sales_from: (p: { first: string; last: string; zone: string }) => `Sales from ${p.first} to ${p.last} (${p.zone})`,
  no_sales: "No row was accepted, so there are no figures. The reasons below say why.",
  from_files: (p: { count: number; name: string; more: string }) =>
    p.count === 1 ? `From ${p.name}` : `From ${p.name} and ${p.more} more ${p.count === 2 ? "file" : "files"}`,
  key_figures: "Key figures",
  quality: "Quality: every row accounted for",
  quality_definition:
    "Each row read was either accepted or rejected for the first rule it broke. Figures are made of accepted rows only.",
  read: "read",
  accepted: "accepted",
  rejected: "rejected",
  rejected_by_reason: "Rejected, by reason",
  warnings: "Warnings (accepted all the same)",
  no_rejects: "No row was rejected.",
  rows: (p: { count: string }) => `${p.count} ${p.count === "1" ? "row" : "rows"}`,
  table: (p: { count: string }) => `Table (${p.count} ${p.count === "1" ? "row" : "rows"})`,
  more_rows: (p: { count: string; file: string | null }) =>
    `${p.count} more ${p.count === "1" ? "row is" : "rows are"} not shown here${p.file === null ? "." : `, but are in ${p.file}.`}`,
  how: "How it is computed",
  query: "The query that was run",
  formula: "Formula",
  no_rows: "There is nothing to show: no accepted row takes part in this analysis.",
  not_computed: "Not computed",
  needs: (p: { columns: string }) => `needs ${p.columns}, which no column of the files is mapped to`,
  map_them: "If columns of the files hold these, name them in the mapping file and run again:",
  no_times: "Every sale is at 00:00: the files give dates without a time of day, so there is no rhythm to draw.",
  column_name: "COLUMN",
  /** Between a key and its figure where a mark is pointed at. */
  value_of: (p: { key: string; value: string }) => `${p.key}: ${p.value}`,
  from_to: (p: { from: string; to: string }) => `${p.from} – ${p.to}`,
  transactions: (p: { count: string }) => `${p.count} ${p.count === "1" ? "transaction" : "transactions"}`,
  units: (p: { count: string }) => `${p.count} ${p.count === "1" ? "unit" : "units"}`,
  customers: (p: { count: string }) => `${p.count} ${p.count === "1" ? "customer" : "customers"}`,
  new_customers: "new customers",
  returning_customers: "returning customers",
  change: (p: { previous: string; current: string }) => `${p.previous} → ${p.current}`,
  no_change: "no previous sales",
  in_units: { thousands: "Cells are in thousands, rounded.", millions: "Cells are in millions, rounded." },
  cohort: "Cohort",
  cohort_customers: "Customers",
  cohort_cell: (p: { cohort: string; months: string; active: string; customers: string; share: string }) =>
    `First purchase ${p.cohort}, month ${p.months}: ${p.active} of ${p.customers} bought again (${p.share})`,
  cohort_axis: "Share of each cohort's customers who bought again, by months since their first purchase",
  cohorts_shown: (p: { cohorts: string; months: string }) =>
    `The latest ${p.cohorts} cohorts and their first ${p.months} months are drawn; the table and its file have all.`,
  abc_class: (p: { name: string; products: string; share: string; sales: string }) =>
    `${p.name}: ${p.products} products (${p.share}) make ${p.sales} of sales`,
  abc_axis: "Across: share of products, best sellers first. Up: share of gross sales so far.",
  average_dashed: (p: { count: number }) => `Dashed: mean of the last ${p.count} days.`,
  average_bold: (p: { count: number }) => `Bold: mean of the last ${p.count} days. Pale: each day.`,
  status: {
    recognised: "counts as net sales",
    pending: "pending",
    cancelled: "cancelled",
    unknown: "in no class of the mapping: counts in gross sales only",
  },
  provenance: "Where these figures come from",
  made: (p: { time: string; duration: string }) => `Made on ${p.time} in ${p.duration}`,
  software: (p: { vitrina: string; engine: string }) => `Vitrina ${p.vitrina}, ${p.engine}`,
  currency: "Currency",
  time_zone: "Time zone",
  no_currency: "not stated",
  inputs: "Files read",
  outputs: "Files written",
  file: "File",
  size: "Size",
  row_count: "Rows",
  fingerprint: "SHA-256",
  phases: "Time by phase",
  /** Those this program knows by name; others are shown by their id. */
  phase: { inspect: "inspect", load: "load and clean", analyse: "analyse", write: "write" } as Readonly<
    Record<string, string>
  >,
  highest: (p: { mark: string }) => `highest: ${p.mark}`,
};

export type ReportMessages = typeof reportMessages;
