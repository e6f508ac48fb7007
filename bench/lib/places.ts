import { existsSync } from "node:fs";
import { join } from "node:path";

const bench = join(import.meta.dirname, "..");

/** The built command, as people install it, on the Node that runs the benchmark. */
export function vitrinaCommand(...args: string[]): string[] {
  return [process.execPath, join(bench, "..", "bin", "vitrina.mjs"), ...args];
}

/** The peers' scripts and the exact versions they run with. */
export const peersFolder = join(bench, "peers");
export const requirementsFile = join(peersFolder, "requirements.txt");

/** The peers' own Python, filled by `node bench/peers/install.ts`. */
export const peersVenv = join(bench, ".peers");
export const peersPython =
  process.platform === "win32" ? join(peersVenv, "Scripts", "python.exe") : join(peersVenv, "bin", "python");

/** The jars of the broker and of Kafka's own tools, filled by `npm run kafka -- fetch`. */
export const brokerJars = join(bench, "..", "services", ".jars", "kafka-3.9.1");

/** Generated sales and the outputs of the runs, unless the command names another place. */
export const defaultDataFolder = join(bench, ".data");

/** Why a command cannot run here: a peer's, before the peers are installed. Undefined where nothing is missing. */
export function missingParts([program]: string[]): string | undefined {
  if (program !== peersPython || existsSync(peersPython)) return undefined;
  return "not installed: run `node bench/peers/install.ts`";
}
