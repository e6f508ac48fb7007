import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts, isFree } from "../lib/ports.ts";
import { ServiceError } from "../words.ts";
import type { HdfsOptions } from "./options.ts";

/** Where everything of a running HDFS is. */
export interface HdfsLayout {
  readonly root: string;
  /** Holds the settings, and the empty web pages that Hadoop insists on; the first entry of the class path. */
  readonly conf: string;
  readonly names: string;
  readonly ports: { readonly rpc: number; readonly http: number };
}

/** For what Java unpacks, in the folder of everything else. */
export const TEMPORARY = "temporary";

const HOST = "127.0.0.1";

/** Without it Hadoop logs nothing, and nobody learns why it did not start. */
const LOGGING = `log4j.rootLogger=INFO,log
log4j.appender.log=org.apache.log4j.ConsoleAppender
log4j.appender.log.target=System.err
log4j.appender.log.layout=org.apache.log4j.PatternLayout
log4j.appender.log.layout.ConversionPattern=%d{ISO8601} %p %c: %m%n
`;

/** Writes the settings. Throws ServiceError where a port that was asked for is taken. */
export async function layOut(root: string, { port = 0, httpPort = 0, config = {} }: HdfsOptions): Promise<HdfsLayout> {
  await refuseTaken(port, "port");
  await refuseTaken(httpPort, "http-port");
  const [rpc = 0, http = 0, data = 0, dataHttp = 0, dataIpc = 0] = await freePorts(5);
  const ports = { rpc: port === 0 ? rpc : port, http: httpPort === 0 ? http : httpPort };
  const conf = join(root, "conf");
  const names = join(root, "names");
  for (const pages of ["hdfs", "datanode"]) mkdirSync(join(conf, "webapps", pages), { recursive: true });
  mkdirSync(join(root, TEMPORARY), { recursive: true });
  writeFileSync(join(conf, "log4j.properties"), LOGGING);
  writeFileSync(
    join(conf, "core-site.xml"),
    siteXml({
      "fs.defaultFS": `hdfs://${HOST}:${ports.rpc}`,
      "hadoop.tmp.dir": join(root, TEMPORARY),
    }),
  );
  writeFileSync(
    join(conf, "hdfs-site.xml"),
    siteXml({
      "dfs.namenode.name.dir": names,
      "dfs.namenode.http-address": `${HOST}:${ports.http}`,
      "dfs.datanode.data.dir": join(root, "blocks"),
      "dfs.datanode.hostname": HOST,
      "dfs.datanode.address": `${HOST}:${data}`,
      "dfs.datanode.http.address": `${HOST}:${dataHttp}`,
      "dfs.datanode.ipc.address": `${HOST}:${dataIpc}`,
      "dfs.replication": 1,
      // A lone DataNode that was lost has nobody to be replaced by.
      "dfs.client.block.write.replace-datanode-on-failure.policy": "NEVER",
      "dfs.namenode.datanode.registration.ip-hostname-check": false,
      "dfs.namenode.safemode.min.datanodes": 1,
      "dfs.namenode.safemode.extension": 0,
      "dfs.heartbeat.interval": 1,
      ...config,
    }),
  );
  return { root, conf, names, ports };
}

async function refuseTaken(port: number, option: string): Promise<void> {
  if (port === 0 || (await isFree(port))) return;
  throw new ServiceError((words) => words.port_taken({ port, option, service: "hdfs" }));
}

function siteXml(settings: Readonly<Record<string, string | number | boolean>>): string {
  const properties = Object.entries(settings).map(
    ([name, value]) => `  <property><name>${escaped(name)}</name><value>${escaped(String(value))}</value></property>\n`,
  );
  return `<?xml version="1.0"?>\n<configuration>\n${properties.join("")}</configuration>\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
