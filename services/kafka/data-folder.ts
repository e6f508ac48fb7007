import { openDataFolder } from "../lib/data-folder.ts";
import { ServiceError } from "../words.ts";

/** A folder whose data is kept: a new or empty one, or one that was made for the same kind of cluster. */
export function openKafkaFolder(path: string, kind: { readonly version: string; readonly brokers: number }): string {
  const { folder, madeFor } = openDataFolder(path, "kafka", kind);
  const version = String(madeFor.version);
  const brokers = Number(madeFor.brokers);
  if (version !== kind.version || brokers !== kind.brokers) {
    throw new ServiceError((words) => words.other_data({ folder, version, brokers }));
  }
  return folder;
}
