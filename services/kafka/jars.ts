import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { comingFolder, fetchByMaven, JARS } from "../lib/maven.ts";
import { removeFolder } from "../lib/temporary-folder.ts";
import { ServiceError } from "../words.ts";

export const KAFKA_VERSIONS = ["3.9.1", "4.1.0"] as const;
export type KafkaVersion = (typeof KAFKA_VERSIONS)[number];

/** The folder of a version's jars. Throws ServiceError where they were not fetched yet. */
export function findJars(version: KafkaVersion): string {
  if (!hasJars(version)) {
    const missing = { name: `Kafka ${version}`, fetch: `kafka -- fetch --version ${version}` };
    throw new ServiceError((words) => words.no_jars(missing));
  }
  return jarsFolder(version);
}

/** A folder gets its name when it is complete. */
export function hasJars(version: KafkaVersion): boolean {
  return existsSync(jarsFolder(version));
}

/** See lib/class-archive.ts. */
export function classArchive(jars: string): string {
  return join(jars, "kafka.jsa");
}

/** Throws ServiceError. */
export async function fetchJars(version: KafkaVersion): Promise<void> {
  const coming = comingFolder(`kafka-${version}`);
  try {
    await fetchByMaven({
      name: `Kafka ${version}`,
      profile: "kafka",
      folder: coming,
      proof: `kafka_2.13-${version}.jar`,
      settings: { "kafka.version": version },
    });
    const folder = jarsFolder(version);
    // Somebody else may have been faster.
    if (!existsSync(folder)) renameSync(coming, folder);
  } finally {
    removeFolder(coming);
  }
}

function jarsFolder(version: KafkaVersion): string {
  return join(JARS, `kafka-${version}`);
}
