import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hasJars } from "../../services/kafka/jars.ts";
import { brokerJars, peersFolder, peersVenv } from "./places.ts";

/** A program of ours on somebody's stream engine, or one that the jars bring along. */
export interface JavaPeer {
  /** The profile of bench/peers/pom.xml that names its jars; null where the broker's are all it needs. */
  readonly profile: string | null;
  /** Its source in bench/peers; null where the jars bring the class. */
  readonly source: string | null;
  readonly mainClass: string;
  readonly jvm: readonly string[];
}

/** Command that runs a peer with these arguments; `missingJava` says whether it can. */
export function javaCommand(peer: JavaPeer, args: readonly string[]): string[] {
  return ["java", ...peer.jvm, "-cp", [classesOf(peer), jarsOf(peer)].join(delimiter), peer.mainClass, ...args];
}

/** Why a peer cannot run here, in one line; undefined where it can. Compiles it where that was not done yet. */
export function missingJava(peer: JavaPeer): string | undefined {
  if (peer.profile !== null && !existsSync(folderOf(peer.profile))) {
    return "not installed: run `node bench/peers/install.ts stream`";
  }
  if (usesBroker(peer) && !hasJars("3.9.1")) return "it needs the broker's jars: run `npm run kafka -- fetch`";
  return compile(peer);
}

/** Has Maven fetch the jars of a profile, if they are not here. Returns why it could not, in one line. */
export function fetchPeerJars(profile: string): string | undefined {
  const jars = folderOf(profile);
  if (existsSync(jars)) return undefined;
  const coming = join(peersVenv, profile, `coming-${process.pid}`);
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";
  const settings = ["-DincludeScope=runtime", `-DoutputDirectory=${coming}`];
  const args = ["-q", "-B", "-f", join(peersFolder, "pom.xml"), `-P${profile}`, goal, ...settings];
  const { error, status, stdout } = spawnSync("mvn", args, { encoding: "utf8" });
  try {
    if (error) return "Maven was not found (mvn): install it and run this again";
    if (status !== 0) return stdout.split("\n").find((line) => line.includes("ERROR")) ?? `mvn: exit code ${status}`;
    renameSync(coming, jars);
    return undefined;
  } finally {
    rmSync(coming, { recursive: true, force: true });
  }
}

function compile(peer: JavaPeer): string | undefined {
  if (peer.source === null) return undefined;
  const [source, classes] = [join(peersFolder, peer.source), classesOf(peer)];
  const compiled = existsSync(classes) ? readdirSync(classes).map((file) => statSync(join(classes, file)).mtimeMs) : [];
  if (compiled.length > 0 && Math.min(...compiled) > statSync(source).mtimeMs) return undefined;
  mkdirSync(classes, { recursive: true });
  const args = ["-nowarn", "-cp", jarsOf(peer), "-d", classes, source];
  const { error, status, stderr } = spawnSync("javac", args, { encoding: "utf8" });
  if (error) return "javac was not found: it needs a JDK 17 or newer";
  return status === 0 ? undefined : `javac: ${stderr.split("\n")[0]}`;
}

/** Kafka's own tools come without what the broker has anyway. */
function usesBroker({ profile, source }: JavaPeer): boolean {
  return profile === null || source === null;
}

/** As Java takes them in a class path. */
function jarsOf(peer: JavaPeer): string {
  const folders = [
    ...(peer.profile === null ? [] : [folderOf(peer.profile)]),
    ...(usesBroker(peer) ? [brokerJars] : []),
  ];
  return folders.map((folder) => join(folder, "*")).join(delimiter);
}

function folderOf(profile: string): string {
  return join(peersVenv, profile, "jars");
}

function classesOf({ mainClass }: JavaPeer): string {
  return join(peersVenv, "classes", mainClass);
}
