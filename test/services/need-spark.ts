import { beforeAll } from "vitest";
import type { SparkLine } from "../../services/spark/jars.ts";
import type { Spark, SparkOptions } from "../../services/spark/options.ts";
import { requireSpark, startSpark } from "../../services/spark.ts";
import { canRun } from "./can-run.ts";
import { takeTurn } from "./turn.ts";

/** A real Spark Connect server for the tests of a file. */
export interface NeededSpark {
  /** False: every test of the file is skipped; hooks of its own that touch the server must look here first. */
  readonly available: boolean;
  /** There from the first hook or test on: `spark.address`, `spark.ui`, `spark.server.kill()`, `spark.server.restart()`. */
  readonly spark: Spark;
}

/** Others may have the machine's places for services. */
const MOST_WAITING = 900_000;

/**
 * To be called once at the top of a test file. Without Java or the jars its tests are skipped and the reason is
 * printed, but where CI=true that is a failure.
 */
export function needSpark(options: SparkOptions = {}): NeededSpark {
  let spark: Spark | undefined;
  const available = needSparkPrograms(options.line);
  if (available) {
    beforeAll(async () => {
      const turn = await takeTurn();
      spark = await startSpark({ jvm: QUICK, ...options, conf: { ...SMALL, ...options.conf } }).catch(
        (error: unknown) => {
          turn.end();
          throw error;
        },
      );
      return async () => {
        await spark?.close();
        turn.end();
      };
    }, MOST_WAITING);
  }
  return {
    available,
    get spark() {
      if (spark === undefined)
        throw new Error("There is no Spark: none is available, or this is before the first hook.");
      return spark;
    },
  };
}

/** The same for tests that start a server their own way. Returns whether they can. */
export function needSparkPrograms(line?: SparkLine): boolean {
  return canRun(() => requireSpark(line));
}

/** Starts in a third of the time, and is fast enough for anything but a benchmark. */
const QUICK = ["-XX:TieredStopAtLevel=1"];

/** Tests bring little data: at the default of 200 partitions each would take seconds for nothing. */
const SMALL = { "spark.sql.shuffle.partitions": 2, "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1" };
