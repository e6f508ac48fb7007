import { expect, test } from "vitest";
import { textWithoutSecrets, withoutSecrets } from "./redact.ts";

test.each([
  ["sc://host:15002/;token=abc.def;use_ssl=true;x-org=7", "sc://host:15002/;token=•••;use_ssl=true;x-org=•••"],
  ["s3a://KEY:secret@bucket/sales", "s3a://•••@bucket/sales"],
  ["https://host/a.csv?sig=abc%3D&v=2", "https://host/a.csv?sig=•••&v=2"],
  ["spark.hadoop.fs.s3a.secret.key=abc=def", "spark.hadoop.fs.s3a.secret.key=•••"],
  ["sales of may@home.csv", "sales of may@home.csv"],
  ["spark.sql.shuffle.partitions=4", "spark.sql.shuffle.partitions=4"],
])("%s", (given, kept) => {
  expect(textWithoutSecrets(given)).toBe(kept);
});

test("options keep their shape", () => {
  const given = {
    inputs: ["a.csv", "hdfs://u:p@host/b.csv"],
    sparkConf: [
      ["spark.hadoop.fs.s3a.access.key", "AKIA"],
      ["spark.executor.cores", "2"],
    ],
    token: "abc",
    limit: { rows: 5, text: "5" },
    strict: true,
  };
  expect(withoutSecrets(given)).toEqual({
    inputs: ["a.csv", "hdfs://•••@host/b.csv"],
    sparkConf: [
      ["spark.hadoop.fs.s3a.access.key", "•••"],
      ["spark.executor.cores", "2"],
    ],
    token: "•••",
    limit: { rows: 5, text: "5" },
    strict: true,
  });
});
