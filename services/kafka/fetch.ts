import { existsSync } from "node:fs";
import { makeArchive } from "../lib/class-archive.ts";
import type { FetchTalk } from "../lib/service.ts";
import { removeFolder, temporaryFolder } from "../lib/temporary-folder.ts";
import { classArchive, fetchJars, findJars, hasJars, type KafkaVersion } from "./jars.ts";
import type { StartKafka } from "./options.ts";

/** Everything a version needs, as far as it is not here yet. Throws ServiceError. */
export async function fetchKafka(version: KafkaVersion, start: StartKafka, tell: FetchTalk): Promise<void> {
  if (!hasJars(version)) {
    tell.fetching("45 MB");
    await fetchJars(version);
  }
  const archive = classArchive(findJars(version));
  if (existsSync(archive)) return;
  tell.archiving();
  const dataFolder = temporaryFolder("kafka");
  try {
    await makeArchive(archive, async (jvm) => {
      const kafka = await start({ version, dataFolder, jvm });
      await kafka.close();
    });
  } finally {
    removeFolder(dataFolder);
  }
}
