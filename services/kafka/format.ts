import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ServiceError } from "../words.ts";
import type { KafkaNode } from "./layout.ts";
import type { KafkaUser } from "./options.ts";

export interface Formatting {
  readonly java: readonly string[];
  readonly nodes: readonly KafkaNode[];
  readonly users: readonly KafkaUser[];
  readonly propertiesOf: (node: KafkaNode) => string;
}

/** Gives the cluster its identity and its first users. A folder that has them already is left alone. */
export async function formatStorage({ java, nodes, users, propertiesOf }: Formatting): Promise<void> {
  const clusterId = identityIn(nodes) ?? newId();
  for (const node of nodes) {
    if (existsSync(join(node.folder, "meta.properties"))) continue;
    // Kafka's own tool writes what a version's controller starts with; a broker only needs to know who it is.
    if (node.controls) await runTool([...java, "-t", clusterId, "-c", propertiesOf(node), ...scram(users)], node);
    else writeIdentity(node, clusterId);
  }
}

/** As Kafka writes its own: 16 bytes in base64 for addresses. */
function newId(): string {
  const id = randomBytes(16).toString("base64url");
  // Its command line would take it for an option.
  return id.startsWith("-") ? newId() : id;
}

function identityIn(nodes: readonly KafkaNode[]): string | undefined {
  for (const { folder } of nodes) {
    const file = join(folder, "meta.properties");
    const [, id] = existsSync(file) ? (/^cluster\.id=(.+)$/m.exec(readFileSync(file, "utf8")) ?? []) : [];
    if (id !== undefined) return id;
  }
  return undefined;
}

function writeIdentity({ id, folder }: KafkaNode, clusterId: string): void {
  mkdirSync(folder, { recursive: true });
  const lines = ["version=1", `cluster.id=${clusterId}`, `node.id=${id}`, `directory.id=${newId()}`];
  writeFileSync(join(folder, "meta.properties"), `${lines.join("\n")}\n`);
}

function scram(users: readonly KafkaUser[]): string[] {
  return users.flatMap(({ username, password }) =>
    ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => [
      "--add-scram",
      `${mechanism}=[name=${username},password=${password}]`,
    ]),
  );
}

async function runTool([java = "", ...args]: readonly string[], node: KafkaNode): Promise<void> {
  try {
    const { stdout, stderr } = await promisify(execFile)(java, args);
    writeFileSync(node.log, stdout + stderr);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new ServiceError((words) => words.process_failed({ name: node.name, log: node.log, tail: said.trim() }), {
      cause: error,
    });
  }
}
