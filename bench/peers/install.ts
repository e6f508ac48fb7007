import { fetchPeerJars } from "../lib/java-peers.ts";
import { installPython } from "./install-python.ts";

/*
 * Puts what Vitrina is compared with into bench/.peers: batch tools in a Python environment of their own, stream engines
 * as jars from Maven.
 *
 *     node bench/peers/install.ts [batch] [stream]
 *
 * PySpark and the stream engines need a JDK 17 besides; without it only they fail.
 */

const PROFILES = ["kafka-tools-3.9.1", "kafka-streams-3.9.1", "flink-1.20.1", "spark-3.5.7"];
const KINDS = ["batch", "stream"];

process.exitCode = install(process.argv.slice(2));

function install(asked: string[]): number {
  const unknown = asked.find((kind) => !KINDS.includes(kind));
  if (unknown !== undefined) {
    process.stderr.write(`"${unknown}" is not known: choose from ${KINDS.join(", ")}\n`);
    return 2;
  }
  const wants = (kind: string) => asked.length === 0 || asked.includes(kind);
  const refusals = [...(wants("batch") ? [installPython()] : []), ...(wants("stream") ? PROFILES.map(fetch) : [])];
  const told = refusals.filter((refusal) => refusal !== undefined);
  for (const line of told) process.stderr.write(`${line}\n`);
  if (told.length === 0) process.stderr.write("To compare: node bench/batch.ts, node bench/stream.ts\n");
  return told.length === 0 ? 0 : 1;
}

function fetch(profile: string): string | undefined {
  process.stderr.write(`fetching ${profile}\n`);
  const refusal = fetchPeerJars(profile);
  return refusal === undefined ? undefined : `${profile}: ${refusal}`;
}
