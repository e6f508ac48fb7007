import { compareHelp } from "./compare.ts";
import { deskHelp } from "./desk-help.ts";
import { doctorHelp } from "./doctor-help.ts";
import { filesHelp } from "./files-help.ts";
import { kafkaHelp } from "./kafka-help.ts";
import { produceHelp } from "./produce-help.ts";
import { runsHelp } from "./runs.ts";
import { serveHelp } from "./serve-help.ts";
import { sparkHelp } from "./spark-help.ts";
import { streamHelp } from "./stream-help.ts";
import { topicsHelp } from "./topics-help.ts";

/** Help of the command line. Each option: the word for its value, where it takes one, and what it does. */
export const cliHelp = {
  usage: "Usage:",
  arguments: "Arguments:",
  options: "Options:",
  commands: "Commands:",
  examples: "Examples:",
  default: (p: { value: string }) => `default: ${p.value}`,
  any_options: "[options]",
  any_command: "COMMAND",
  help: "show this help",
  help_command: { value: "[command]", text: "show the help of a command" },
  version: "show the version",
  lang: { value: "es|en", text: "language of everything that is said and written (default: that of the system)" },
  program:
    "Tells an online shop what it sells. One command reads the sales, cleans them with every row accounted for and answers the shop's questions.",
  more: "Each command has its own help: vitrina COMMAND --help",
  program_examples: [
    ["vitrina demo", "try it with a generated shop"],
    ["vitrina batch sales.csv", "figures of a shop's own file"],
    ["vitrina generate --rows 1m -o sales.parquet", "a file to practise with"],
  ],

  batch: {
    summary: "read a shop's sales, clean them and answer its questions",
    text: "Reads the sales, keeps the valid rows and sets the others aside with their reason, computes the analyses, prints them and writes all results to a folder. Earlier results are replaced as a whole, at the end.",
    input: {
      name: "INPUT",
      text: 'files, folders or patterns ("2026-*.csv"); - reads standard input. CSV, NDJSON, JSON or Parquet, also .gz and .zst',
    },
    mapping: { value: "FILE", text: "YAML that says what the columns of the file mean" },
    propose: {
      value: "FILE",
      text: "write the proposed mapping to a new file, if the input is not understood without one",
    },
    out: {
      value: "DIR",
      text: "folder for the results; with Spark also an address of the cluster's, such as hdfs://host/folder",
      otherwise: "results",
    },
    analysis: { value: "ID|all", text: "compute only this analysis; may be repeated (vitrina analyses lists them)" },
    format: { value: "table|json", text: "how results are printed" },
    csv: { text: "write each analysis as CSV too" },
    json: { text: "write each analysis as JSON too" },
    report: { text: "write an HTML report with charts" },
    strict: { text: "reject rows that would only raise a warning" },
    max_rejected: { value: "LIMIT", text: "fail if more rows are rejected: a share (1% or 0.01) or a number of rows" },
    currency: { value: "CODE", text: "currency of the amounts, such as EUR" },
    time_zone: { value: "ZONE", text: "time zone of the shop, such as Europe/Madrid (default: that of this machine)" },
    engine: { value: "duckdb|spark", text: "what computes" },
    memory: { value: "SIZE", text: "memory the engine may use before it goes on from disk" },
    threads: { value: "N", text: "threads the engine may use (default: one for each core)" },
    examples: [
      ["vitrina batch sales.csv", "results in results/"],
      ["vitrina batch january.csv february.csv.gz --report --csv", "several files, and a report"],
      ["vitrina batch orders.csv --propose shop.yaml", "a first mapping for an unknown file"],
      ["vitrina batch orders.csv --mapping shop.yaml --analysis all", "with it, all analyses"],
      ["cat sales.ndjson | vitrina batch - --format json", "from a pipe, as JSON"],
    ],
  },

  generate: {
    summary: "write a file of made-up sales",
    text: "Writes made-up sales of a shop that looks real: busier evenings and weekends, popular products, customers who come back. The same options give the same bytes.",
    rows: { value: "N", text: "how many sales, such as 100000, 100k or 10m" },
    days: { value: "N", text: "how many days they cover" },
    end: { value: "TIME", text: "when the period ends, in ISO 8601 (default: the last midnight, UTC)" },
    seed: { value: "N", text: "number that decides all that is random" },
    uniform: { text: "draw everything with equal chances instead of a realistic shop" },
    scenario: {
      value: "NAME",
      text: "clean: every row is valid; dirty: about 7 % of the rows have a defect; dst: the days around both clock changes in Madrid",
    },
    format: { value: "csv|ndjson|parquet", text: "format of the file (default: by the ending of its name)" },
    threads: { value: "N", text: "threads to use (default: one for each core)" },
    output: { value: "PATH", text: "file to write; in a name that ends in .gz or .zst it is compressed" },
    examples: [
      ["vitrina generate -o sales.csv", "100,000 sales of 30 days"],
      ["vitrina generate --rows 10m --days 365 -o year.parquet", "a year, as Parquet"],
      ["vitrina generate --rows 1k --uniform --seed 7 --format ndjson -o sales.json", "small and even"],
    ],
  },

  analyses: {
    summary: "list the analyses with their definitions",
    text: "Lists every analysis: what it tells, how it is computed and which columns it gives.",
    format: { value: "table|json", text: "how the list is printed" },
    examples: [
      ["vitrina analyses", "the catalogue"],
      ["vitrina analyses --format json", "the same, for programs"],
    ],
  },

  demo: {
    summary: "a made-up shop that sells live, in the browser",
    text: "Makes up a shop with 30 days of history that goes on selling, some sales late, twice or broken, and serves its figures on http://127.0.0.1:4040/api. Stopped and started again it continues. With --once it makes the sales of a shop, runs a batch on them, prints the tables, writes the results with a report, and ends.",
    rows: { value: "N", text: "how many sales, such as 100000, 100k or 10m" },
    out: { value: "DIR", text: "folder for all of it", otherwise: "demo" },
    once: { text: "no console: a batch over made-up sales, its tables and a report" },
    examples: [
      ["vitrina demo", "a shop with 100,000 sales, then live"],
      ["vitrina demo --once --rows 1m --out big-shop", "a batch over a million sales"],
    ],
  },

  files: filesHelp,
  topics: topicsHelp,
  stream: streamHelp,
  serve: serveHelp,
  spark: sparkHelp,
  compare: compareHelp,
  kafka: kafkaHelp,
  produce: produceHelp,
  runs: runsHelp,
  doctor: doctorHelp,
  "dead-letters": deskHelp.dead_letters,
  late: deskHelp.late,
  reconcile: deskHelp.reconcile,
};

export type CliHelp = typeof cliHelp;
