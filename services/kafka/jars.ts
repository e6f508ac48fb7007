import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { removeFolder } from "../lib/temporary-folder.ts";
import { ServiceError } from "../words.ts";

export const KAFKA_VERSIONS = ["3.9.1", "4.1.0"] as const;
export type KafkaVersion = (typeof KAFKA_VERSIONS)[number];

const SERVICES = join(import.meta.dirname, "..");
const ALL = join(SERVICES, ".jars");

/** The folder of a version's jars. Throws ServiceError where they were not fetched yet. */
export function findJars(version: KafkaVersion): string {
  const folder = jarsFolder(version);
  // A folder gets its name when it is complete.
  if (!hasJars(version)) throw new ServiceError((words) => words.no_jars({ version }));
  return folder;
}

export function hasJars(version: KafkaVersion): boolean {
  return existsSync(jarsFolder(version));
}

/** Has Maven fetch them from wherever its settings say. */
export async function fetchJars(version: KafkaVersion): Promise<void> {
  mkdirSync(ALL, { recursive: true });
  const coming = join(ALL, `.coming-${version}-${process.pid}`);
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";
  const settings = [`-Dkafka.version=${version}`, "-DincludeScope=runtime", `-DoutputDirectory=${coming}`];
  const maven = spawn("mvn", ["-q", "-B", "-f", join(SERVICES, "pom.xml"), "-Pkafka", goal, ...settings], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  maven.stdout.on("data", (text) => {
    said += String(text);
  });
  try {
    const [code] = await once(maven, "close").catch((cause: unknown) => {
      throw new ServiceError((words) => words.no_maven({ version }), { cause });
    });
    if (code !== 0 || !isWhole(coming, version)) {
      const cause = said.trim().split("\n", 1)[0] ?? "";
      throw new ServiceError((words) => words.fetch_failed({ version, cause }));
    }
    const folder = jarsFolder(version);
    // Somebody else may have been faster.
    if (!existsSync(folder)) renameSync(coming, folder);
  } finally {
    removeFolder(coming);
  }
}

function jarsFolder(version: KafkaVersion): string {
  return join(ALL, `kafka-${version}`);
}

function isWhole(folder: string, version: KafkaVersion): boolean {
  const core = `kafka_2.13-${version}.jar`;
  return existsSync(folder) && readdirSync(folder).includes(core);
}
