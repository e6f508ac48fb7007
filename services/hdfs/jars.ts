import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { comingFolder, fetchByMaven, JARS } from "../lib/maven.ts";
import { removeFolder } from "../lib/temporary-folder.ts";
import { ServiceError } from "../words.ts";

export const HDFS_VERSION = "3.3.6";
export const HDFS_NAME = `HDFS ${HDFS_VERSION}`;

const FOLDER = join(JARS, `hdfs-${HDFS_VERSION}`);

/** The folder of the jars. Throws ServiceError where they were not fetched yet. */
export function findHdfs(): string {
  if (!hasHdfs()) throw new ServiceError((words) => words.no_jars({ name: HDFS_NAME, fetch: "hdfs -- fetch" }));
  return FOLDER;
}

/** A folder gets its name when it is complete. */
export function hasHdfs(): boolean {
  return existsSync(FOLDER);
}

/** Throws ServiceError. */
export async function fetchHdfs(): Promise<void> {
  const coming = comingFolder(`hdfs-${HDFS_VERSION}`);
  try {
    const proof = `hadoop-hdfs-${HDFS_VERSION}.jar`;
    await fetchByMaven({ name: HDFS_NAME, profile: "hdfs", folder: coming, proof });
    // Somebody else may have been faster.
    if (!hasHdfs()) renameSync(coming, FOLDER);
  } finally {
    removeFolder(coming);
  }
}
