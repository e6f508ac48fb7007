/** Help of `vitrina produce`. */
export const produceHelp = {
  summary: "write sales to a Kafka topic, made-up ones or a file's",
  text: "Writes sales as JSON, keyed by customer, at an exact rate. Each is written once: what the broker has not acknowledged is sent again, also after it was away. Transaction ids go on where the topic ends. Ctrl+C waits for the last acknowledgements.",
  topic: { value: "NAME", text: "topic to write to; made with --partitions if it does not exist" },
  partitions: { value: "N", text: "partitions of the topic, if it has to be made" },
  rate: { value: "N|max", text: "sales a second, such as 0.5, 10 or 20k; max: as many as the broker takes" },
  count: { value: "N", text: "end after so many sales" },
  input: {
    value: "FILE",
    text: "write the sales of this file, in the order of their own times, instead of made-up ones",
  },
  speed: {
    value: "N×|max",
    text: "how much faster than they happened the sales of a file are written, such as 1x or 60x",
  },
  mapping: { value: "FILE", text: "YAML that says what the columns of the file mean" },
  first_id: { value: "N", text: "first transaction id (default: behind the highest at the end of the topic)" },
  seed: { value: "N", text: "number that decides all that is random" },
  compression: { value: "none|gzip|snappy|lz4|zstd", text: "how batches are compressed" },
  timeout: { value: "TIME", text: "give up when a broker is away for so long, such as 30s (default: never)" },
  format: { value: "table|json", text: "print a line for each sale (up to 10 a second), or only the report, as JSON" },
  expected: {
    rate: "a number of sales a second above 0, such as 0.5, 10 or 20k, or max",
    speed: "a number with x above 0, such as 1x or 60x, or max",
    count: "a whole number, 1 or more, such as 500, 100k or 2m",
    partitions: "a whole number, 1 or more",
    first_id: "a whole number, 1 or more",
    only_live: "no --input: the sales of a file keep their own ids and times (--speed sets how fast they go)",
    only_input: "--input as well: it is for the sales of a file",
  },
  examples: [
    ["vitrina produce", "a sale a second"],
    ["vitrina produce --rate 2k --count 100k", "100,000 sales in 50 seconds"],
    ["vitrina produce --rate max --count 2m --compression lz4", "as fast as the broker takes them"],
    ["vitrina produce --input sales.csv --speed 60x", "an hour of a file in a minute"],
  ],
};
