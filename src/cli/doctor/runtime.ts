import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { openDuckDb } from "../../engines/duckdb/instance.ts";
import { type CheckWords, type Finding, ok } from "./check.ts";

const LEAST_NODE = 24;
const LEAST_JAVA = 17;
const PATIENCE_MS = 10_000;

export function checkNode({ words }: CheckWords, version: string): Finding {
  const found = words.node({ version });
  if (Number.parseInt(version, 10) >= LEAST_NODE) return ok("node", found);
  return { id: "node", state: "missing", found, remedy: words.node_old({ least: `${LEAST_NODE}` }) };
}

/** Loads the engine and lets it compute something. */
export async function checkDuckDb({ words }: CheckWords): Promise<Finding> {
  try {
    const db = await openDuckDb({ threads: 1 });
    const result = await db.connection.runAndReadAll("SELECT version(), sum(range) FROM range(4)");
    const [version, sum] = result.getRowsJS()[0] ?? [];
    db.close();
    if (String(sum) !== "6") throw new Error(`0 + 1 + 2 + 3 = ${sum}`);
    return ok("duckdb", words.duckdb({ version: String(version) }));
  } catch (error) {
    const cause = firstLine(error);
    const remedy = words.duckdb_remedy({ platform: `${process.platform} ${process.arch}` });
    return { id: "duckdb", state: "missing", found: words.duckdb_broken({ cause }), remedy };
  }
}

/** Only services and Spark need it, so it is never missing. */
export async function checkJava({ words }: CheckWords, env: NodeJS.ProcessEnv): Promise<Finding> {
  const version = await javaVersion(env);
  const warning = (found: string): Finding => ({ id: "java", state: "warning", found, remedy: words.java_remedy });
  if (version === null) return warning(words.java_none);
  return majorOf(version) >= LEAST_JAVA ? ok("java", words.java({ version })) : warning(words.java_old({ version }));
}

async function javaVersion(env: NodeJS.ProcessEnv): Promise<string | null> {
  const home = env.JAVA_HOME;
  const java = home === undefined || home === "" ? "java" : join(home, "bin", "java");
  try {
    const { stderr, stdout } = await promisify(execFile)(java, ["-version"], { env, timeout: PATIENCE_MS });
    return /version "([^"]+)"/.exec(stderr + stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Up to 8 it was called 1.8. */
function majorOf(version: string): number {
  const [first = "0", second = "0"] = version.split(/[._-]/);
  return Number(first === "1" ? second : first);
}

export function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).trim().split(/[\r\n]/, 1);
  return line.slice(0, 200);
}
