import { existsSync } from "node:fs";
import { join } from "node:path";

/** Java's word for the archive, where there is one. One of another Java is passed over without a complaint. */
export function sharedClasses(jars: string): string[] {
  const archive = classArchive(jars);
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"] : [];
}

/** Loaded classes of a broker (class data sharing): with them it starts in a third of the time. */
export function classArchive(jars: string): string {
  return join(jars, "kafka.jsa");
}
