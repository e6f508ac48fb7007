import { existsSync, renameSync } from "node:fs";
import { removeFolder } from "./temporary-folder.ts";

/** Java's words for an archive of loaded classes, where there is one. One of another Java is passed over in silence. */
export function sharedClasses(archive: string): string[] {
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"] : [];
}

/**
 * Loaded classes (class data sharing): with them a service starts in a third of the time. Java writes the archive when
 * a program that was told so by `jvm` ends in good order.
 */
export async function makeArchive(archive: string, run: (jvm: readonly string[]) => Promise<void>): Promise<void> {
  const coming = `${archive}.${process.pid}`;
  try {
    await run([`-XX:ArchiveClassesAtExit=${coming}`]);
    if (existsSync(coming)) renameSync(coming, archive);
  } finally {
    removeFolder(coming);
  }
}
