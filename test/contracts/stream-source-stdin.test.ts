import { PassThrough } from "node:stream";
import { openStdinSource } from "../../src/sources/stdin/stdin-source.ts";
import { asLines } from "./stream-records.ts";
import { describeStreamSource } from "./stream-source.ts";

describeStreamSource("standard input", { resumes: false, partitions: 1, framing: "lines", refuses: [] }, async () => {
  const pipe = new PassThrough();
  return {
    create: async () => openStdinSource({ stdin: pipe }),
    write: async (records) => {
      pipe.write(asLines(records));
    },
    close: async () => {
      pipe.destroy();
    },
  };
});
