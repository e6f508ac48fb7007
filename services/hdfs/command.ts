import { numberOf, type Service, textOf } from "../lib/service.ts";
import { fetchHdfs, HDFS_NAME, hasHdfs } from "./jars.ts";
import type { StartHdfs } from "./options.ts";

/** Those of Hadoop itself, and so of every guide. */
const USUAL_PORT = 8020;
const USUAL_HTTP_PORT = 9870;

/** `npm run hdfs`. */
export function hdfsService(start: StartHdfs): Service {
  return {
    id: "hdfs",
    title: "HDFS",
    options: {
      port: { kind: "number", least: 0, most: 65_535 },
      "http-port": { kind: "number", least: 0, most: 65_535 },
      memory: { kind: "memory" },
      data: { kind: "text" },
    },
    name: () => HDFS_NAME,
    async fetch(_values, tell) {
      if (hasHdfs()) return;
      tell.fetching("60 MB");
      await fetchHdfs();
    },
    async start(values) {
      const memory = textOf(values, "memory");
      const dataFolder = textOf(values, "data");
      const { address, port, web, logDir, failed, close } = await start({
        port: numberOf(values, "port") ?? USUAL_PORT,
        httpPort: numberOf(values, "http-port") ?? USUAL_HTTP_PORT,
        ...(memory === undefined ? {} : { memory }),
        ...(dataFolder === undefined ? {} : { dataFolder }),
      });
      return { address, port, folder: logDir, also: [(words) => words.also.webhdfs({ url: web })], failed, close };
    },
  };
}
