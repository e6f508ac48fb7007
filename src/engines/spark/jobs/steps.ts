import { SPARK_PHASES, type SparkPhase } from "../../../model/spark-account.ts";

/** What a job was for: `phase/purpose`. It goes to Spark as a tag of the operation, and comes back with its jobs. */
export const STEPS = {
  open: "open/settings",
  inspect: "inspect/files",
  read: "load/read",
  duplicates: "load/duplicates",
  rejected: "load/rejected",
  count: "load/count",
  analyse: (name: string) => `analyse/${tagged(name)}`,
  write: (file: string) => `write/${tagged(file)}`,
  stream: "stream/batches",
  other: "other/other",
} as const;

/** Tags are separated by commas. */
function tagged(name: string): string {
  return name.replaceAll(",", "_");
}

export function phaseOf(step: string): SparkPhase {
  const name = step.split("/", 1)[0];
  return SPARK_PHASES.find((phase) => phase === name) ?? "other";
}

/** Of a job's tags, as Spark Connect makes them of ours: `SparkConnect_SessionTag_User_…_Session_…_Tag_load/read`. */
export function stepOfTags(tags: readonly string[], session: string): string | null {
  const own = tags.filter((tag) => tag.includes(`_Session_${session}_`));
  if (own.length === 0) return null;
  const step = own
    .map((tag) => tag.split(`_Session_${session}_Tag_`)[1] ?? "")
    .find((tag) => tag.includes("/") && phaseOf(tag) !== "other");
  return step ?? STEPS.other;
}
