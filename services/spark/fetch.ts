import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { makeArchive } from "../lib/class-archive.ts";
import { comingFolder, fetchByMaven, runTool } from "../lib/maven.ts";
import type { FetchTalk } from "../lib/service.ts";
import { removeFolder, temporaryFolder } from "../lib/temporary-folder.ts";
import { ServiceError } from "../words.ts";
import { classArchive, findSpark, hasSpark, SPARK_RELEASES, type SparkLine, sparkHome } from "./jars.ts";
import type { StartSpark } from "./options.ts";
import { warmUp } from "./warm-up.ts";

const SIZES: Readonly<Record<SparkLine, string>> = { "3.5": "235 MB", "4.1": "465 MB" };

/** Everything a line needs, as far as it is not here yet. Throws ServiceError. */
export async function fetchSpark(line: SparkLine, start: StartSpark, tell: FetchTalk): Promise<void> {
  if (!hasSpark(line)) {
    tell.fetching(SIZES[line]);
    await fetchHome(line);
  }
  const archive = classArchive(findSpark(line));
  if (existsSync(archive)) return;
  tell.archiving();
  const dataFolder = temporaryFolder("spark");
  try {
    await makeArchive(archive, async (jvm) => {
      const conf = { "spark.sql.shuffle.partitions": 2 };
      const spark = await start({ line, dataFolder, conf, jvm: ["-XX:TieredStopAtLevel=1", ...jvm] });
      // What cannot be prepared only costs time later.
      await warmUp(spark.address, dataFolder).catch(() => undefined);
      await spark.close();
    });
  } finally {
    removeFolder(dataFolder);
  }
}

async function fetchHome(line: SparkLine): Promise<void> {
  const { version, scala } = SPARK_RELEASES[line];
  const name = `Spark ${version}`;
  const coming = comingFolder(`spark-${version}`);
  try {
    const jars = join(coming, "jars");
    mkdirSync(jars, { recursive: true });
    // Maven Central lacks jars of this line; the archive that Spark publishes on PyPI has them all.
    if (line === "4.1") await fetchFromPyPi(name, version, coming);
    await fetchByMaven({
      name,
      profile: `spark-${line}`,
      folder: jars,
      proof: `spark-sql-kafka-0-10_${scala}-${version}.jar`,
    });
    // Somebody else may have been faster.
    if (!hasSpark(line)) renameSync(coming, sparkHome(line));
  } finally {
    removeFolder(coming);
  }
}

/** Only to read the jars out of it: nothing of it is installed. */
async function fetchFromPyPi(name: string, version: string, coming: string): Promise<void> {
  const download = join(coming, "download");
  const from = ["download", "--no-deps", "--no-binary", ":all:", "--dest", download, `pyspark==${version}`];
  const { code, said } = await runTool("python3", ["-m", "pip", "--quiet", ...from]);
  if (code === null || said.includes("No module named pip")) throw new ServiceError((words) => words.no_pip({ name }));
  const archive = existsSync(download) ? readdirSync(download).find((file) => file.endsWith(".tar.gz")) : undefined;
  if (code !== 0 || archive === undefined) throw failed(name, said);
  const inside = `pyspark-${version}/deps/jars`;
  const unpacked = await runTool("tar", [
    "-xzf",
    join(download, archive),
    "-C",
    coming,
    "--strip-components=2",
    inside,
  ]);
  if (unpacked.code !== 0) throw failed(name, unpacked.said);
  removeFolder(download);
}

function failed(name: string, said: string): ServiceError {
  const lines = said.trim().split("\n");
  const cause = lines.find((line) => line.startsWith("ERROR")) ?? lines.at(-1) ?? "";
  return new ServiceError((words) => words.pip_failed({ name, cause }));
}
