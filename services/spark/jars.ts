import { existsSync } from "node:fs";
import { join } from "node:path";
import { JARS } from "../lib/maven.ts";
import { ServiceError } from "../words.ts";

export const SPARK_LINES = ["3.5", "4.1"] as const;
export type SparkLine = (typeof SPARK_LINES)[number];

export interface SparkRelease {
  readonly version: string;
  /** What Spark's launcher of executors asks for where no start script told it. */
  readonly scala: string;
}

export const SPARK_RELEASES: Readonly<Record<SparkLine, SparkRelease>> = {
  "3.5": { version: "3.5.7", scala: "2.12" },
  "4.1": { version: "4.1.1", scala: "2.13" },
};

/** What Spark calls its home: the folder that holds `jars`. Throws ServiceError where it was not fetched yet. */
export function findSpark(line: SparkLine): string {
  if (!hasSpark(line)) {
    const missing = { name: `Spark ${SPARK_RELEASES[line].version}`, fetch: `spark -- fetch --line ${line}` };
    throw new ServiceError((words) => words.no_jars(missing));
  }
  return sparkHome(line);
}

/** A folder gets its name when it is complete. */
export function hasSpark(line: SparkLine): boolean {
  return existsSync(sparkHome(line));
}

export function sparkHome(line: SparkLine): string {
  return join(JARS, `spark-${SPARK_RELEASES[line].version}`);
}

/** See lib/class-archive.ts. */
export function classArchive(home: string): string {
  return join(home, "spark-connect.jsa");
}
