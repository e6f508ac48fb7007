import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ServiceError } from "../words.ts";

const SERVICES = join(import.meta.dirname, "..");

/** The fetched programs; a folder of it gets its name when it is complete. */
export const JARS = join(SERVICES, ".jars");

/** A place beside the complete ones for what is still on its way. */
export function comingFolder(name: string): string {
  mkdirSync(JARS, { recursive: true });
  return join(JARS, `.coming-${name}-${process.pid}`);
}

export interface MavenFetch {
  /** For people. */
  readonly name: string;
  /** Of services/pom.xml. */
  readonly profile: string;
  /** Where the jars go. */
  readonly folder: string;
  /** A jar that must be among them. */
  readonly proof: string;
  readonly settings?: Readonly<Record<string, string>>;
}

const GOAL = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";

/** Has Maven fetch the jars from wherever its settings say. Throws ServiceError. */
export async function fetchByMaven({ name, profile, folder, proof, settings = {} }: MavenFetch): Promise<void> {
  const all = { ...settings, includeScope: "runtime", outputDirectory: folder };
  const defines = Object.entries(all).map(([key, value]) => `-D${key}=${value}`);
  const { code, said } = await runTool("mvn", [
    "-q",
    "-B",
    "-f",
    join(SERVICES, "pom.xml"),
    `-P${profile}`,
    GOAL,
    ...defines,
  ]);
  if (code === null) throw new ServiceError((words) => words.no_maven({ name }));
  if (code !== 0 || !existsSync(folder) || !readdirSync(folder).includes(proof)) {
    const cause = said.trim().split("\n", 1)[0] ?? "";
    throw new ServiceError((words) => words.fetch_failed({ name, cause }));
  }
}

/** The code is null where there is no such command. */
export async function runTool(
  command: string,
  args: readonly string[],
): Promise<{ code: number | null; said: string }> {
  const tool = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [tool.stdout, tool.stderr]) {
    stream.on("data", (text) => {
      said += String(text);
    });
  }
  try {
    const [code, signal] = await once(tool, "close");
    return { code: typeof code === "number" ? code : 1, said: said || String(signal ?? "") };
  } catch {
    return { code: null, said };
  }
}
