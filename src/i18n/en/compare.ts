/** Help of `vitrina compare`. */
export const compareHelp = {
  summary: "compute the same on two engines and compare every cell",
  text: "Reads the sales on both engines, each from the file's bytes on, and compares the account of the rows, the rejected rows, all analyses and the windowed queries, cell by cell: to the cent, with ties in the same order. Says equal, or each cell that differs; then the exit code is 1. Nothing is written.",
  engines: { value: "A,B", text: "the two engines" },
  format: { value: "table|json", text: "how the answer is printed" },
  expected: { engines: "two engines with a comma between: duckdb,spark" },
  examples: [
    ["vitrina compare sales.csv --spark sc://localhost:15002", "both engines on one file"],
    ["vitrina compare hdfs://namenode/shop/*.csv --engines spark,spark", "whether a cluster agrees with itself"],
  ],
};

/** What `vitrina compare` says. */
export const compare = {
  equal: (p: { a: string; b: string; tables: string; cells: string }) =>
    `Equal: ${p.a} and ${p.b} agree in all ${p.cells} cells of ${p.tables} tables.`,
  differ: (p: { a: string; b: string; cells: string; differences: string }) =>
    `Different: ${p.a} and ${p.b} differ in ${p.differences} of ${p.cells} cells.`,
  table: "Table",
  row: "Row",
  column: "Column",
  nothing: "nothing",
  empty: "empty",
  more: (p: { count: string }) => `… and ${p.count} more; all of them with --format json`,
};
