import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HttpSource, openHttpSource } from "../../src/sources/http/http-source.ts";
import { asLines } from "./stream-records.ts";
import { describeStreamSource } from "./stream-source.ts";

describeStreamSource(
  "HTTP",
  { resumes: true, partitions: 1, framing: "lines", refuses: ["garbage", "deep"] },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "vitrina-http-"));
    let latest: HttpSource | undefined;
    return {
      create: async () => {
        // Files of a few records, so that reading goes on from one to the next and committed ones are deleted.
        latest = openHttpSource({ port: 0, spoolFolder: folder, segmentBytes: 2000 });
        return latest;
      },
      write: async (records) => {
        const { status } = await fetch(`${latest?.address}/api/ingest`, {
          method: "POST",
          headers: { "content-type": "application/x-ndjson" },
          body: new Uint8Array(asLines(records)),
        });
        if (status !== 202) throw new Error(`answered ${status}`);
      },
      close: () => rm(folder, { recursive: true, force: true }),
    };
  },
);
