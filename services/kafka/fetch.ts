import { existsSync, renameSync } from "node:fs";
import { removeFolder, temporaryFolder } from "../lib/temporary-folder.ts";
import { classArchive } from "./class-archive.ts";
import { fetchJars, findJars, hasJars, type KafkaVersion } from "./jars.ts";
import type { StartKafka } from "./options.ts";

/** Everything a version needs, as far as it is not here yet. Throws ServiceError. */
export async function fetchKafka(
  version: KafkaVersion,
  start: StartKafka,
  tell: { readonly fetching: () => void; readonly archiving: () => void },
): Promise<void> {
  if (!hasJars(version)) {
    tell.fetching();
    await fetchJars(version);
  }
  const archive = classArchive(findJars(version));
  if (existsSync(archive)) return;
  tell.archiving();
  await archiveClasses(version, start, archive);
}

/** Java writes the archive when a broker that was told so stops in good order. */
async function archiveClasses(version: KafkaVersion, start: StartKafka, archive: string): Promise<void> {
  const coming = `${archive}.${process.pid}`;
  const dataFolder = temporaryFolder("kafka");
  try {
    const kafka = await start({ version, dataFolder, jvm: [`-XX:ArchiveClassesAtExit=${coming}`] });
    await kafka.close();
    if (existsSync(coming)) renameSync(coming, archive);
  } finally {
    removeFolder(dataFolder);
    removeFolder(coming);
  }
}
