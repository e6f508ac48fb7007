import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ServiceError } from "../words.ts";

/** The command of a Java that is new enough: that of JAVA_HOME, else the first on the path. Throws ServiceError. */
export function findJava(least: number): string {
  const java = javaCommand();
  const { stderr, status } = spawnSync(java, ["-version"], { encoding: "utf8" });
  if (status !== 0) throw new ServiceError((words) => words.no_java({ least }));
  const found = majorVersion(stderr);
  if (found < least) throw new ServiceError((words) => words.old_java({ least, found, java }));
  return java;
}

function javaCommand(): string {
  const { JAVA_HOME = "" } = process.env;
  const own = join(JAVA_HOME, "bin", "java");
  return JAVA_HOME !== "" && existsSync(own) ? own : "java";
}

/** `"17.0.15"` is 17, and `"1.8.0_392"` is 8. */
function majorVersion(said: string): number {
  const [, first = "0", second = "0"] = /version "(\d+)(?:\.(\d+))?/.exec(said) ?? [];
  return Number(first === "1" ? second : first);
}
