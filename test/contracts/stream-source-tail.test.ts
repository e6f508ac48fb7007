import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTailSource } from "../../src/sources/tail/tail-source.ts";
import { asLines } from "./stream-records.ts";
import { describeStreamSource } from "./stream-source.ts";

describeStreamSource("file tail", { resumes: true, partitions: 1, framing: "lines", refuses: [] }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-tail-"));
  const path = join(folder, "sales.ndjson");
  await writeFile(path, "");
  return {
    create: async () => openTailSource({ path, shown: "sales.ndjson", from: "earliest", pollMs: 50 }),
    write: (records) => appendFile(path, asLines(records)),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});
