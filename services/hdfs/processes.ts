import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type ServiceProcess, serviceProcess } from "../lib/service-process.ts";
import { ServiceError } from "../words.ts";
import { type HdfsLayout, TEMPORARY } from "./layout.ts";
import type { HdfsOptions } from "./options.ts";

export interface HdfsSettings {
  readonly java: string;
  readonly jars: string;
  readonly layout: HdfsLayout;
  readonly options: HdfsOptions;
  readonly onEnd: (error: ServiceError) => void;
}

const MEMORY = "256m";

/** They are not started yet. */
export function hdfsProcesses(settings: HdfsSettings): { nameNode: ServiceProcess; dataNode: ServiceProcess } {
  const { java, layout, options, onEnd } = settings;
  const process = (name: string, main: string, jvm: readonly string[] = []) =>
    serviceProcess({
      name,
      command: java,
      args: [...javaWords(settings), ...jvm, main],
      log: join(layout.root, `${name}.log`),
      env: environment(),
      folder: layout.root,
      onEnd,
    });
  const { jvm } = options;
  return {
    nameNode: process("hdfs-namenode", "org.apache.hadoop.hdfs.server.namenode.NameNode", jvm),
    dataNode: process("hdfs-datanode", "org.apache.hadoop.hdfs.server.datanode.DataNode"),
  };
}

/** Makes an empty file system, where there is none yet. Throws ServiceError. */
export function format(settings: HdfsSettings): void {
  const { java, layout } = settings;
  if (existsSync(join(layout.names, "current", "VERSION"))) return;
  const args = [...javaWords(settings), "org.apache.hadoop.hdfs.server.namenode.NameNode"];
  const { status, stdout, stderr } = spawnSync(java, [...args, "-format", "-nonInteractive"], {
    cwd: layout.root,
    env: environment(),
    encoding: "utf8",
  });
  const log = join(layout.root, "hdfs-format.log");
  writeFileSync(log, stdout + stderr);
  const tail = (stdout + stderr).trim().slice(-4000);
  if (status !== 0) throw new ServiceError((words) => words.process_failed({ name: "hdfs-format", log, tail }));
}

function javaWords({ jars, layout, options }: HdfsSettings): string[] {
  const { memory = MEMORY } = options;
  return [
    `-Xmx${memory}`,
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    `-Djava.io.tmpdir=${join(layout.root, TEMPORARY)}`,
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    ...["-cp", [layout.conf, join(jars, "*")].join(delimiter)],
  ];
}

/** Settings of a Hadoop of the user's own would reach into this one. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HADOOP|HDFS)_/.test(name)));
}
