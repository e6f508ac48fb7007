import { beforeAll } from "vitest";
import type { Hdfs, HdfsOptions } from "../../services/hdfs/options.ts";
import { requireHdfs, startHdfs } from "../../services/hdfs.ts";
import { canRun } from "./can-run.ts";
import { takeTurn } from "./turn.ts";

/** A real HDFS for the tests of a file. */
export interface NeededHdfs {
  /** False: every test of the file is skipped; hooks of its own that touch it must look here first. */
  readonly available: boolean;
  /** There from the first hook or test on. */
  readonly hdfs: Hdfs;
}

/** Others may have the machine's places for services. */
const MOST_WAITING = 900_000;

/**
 * To be called once at the top of a test file. Without Java or the jars its tests are skipped and the reason is
 * printed, but where CI=true that is a failure.
 */
export function needHdfs(options: HdfsOptions = {}): NeededHdfs {
  let hdfs: Hdfs | undefined;
  const available = needHdfsPrograms();
  if (available) {
    beforeAll(async () => {
      const turn = await takeTurn();
      hdfs = await startHdfs(options).catch((error: unknown) => {
        turn.end();
        throw error;
      });
      return async () => {
        await hdfs?.close();
        turn.end();
      };
    }, MOST_WAITING);
  }
  return {
    available,
    get hdfs() {
      if (hdfs === undefined) throw new Error("There is no HDFS: none is available, or this is before the first hook.");
      return hdfs;
    },
  };
}

/** The same for tests that start one their own way. Returns whether they can. */
export function needHdfsPrograms(): boolean {
  return canRun(requireHdfs);
}
