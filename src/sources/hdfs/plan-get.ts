import { stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { errorCode } from "../files/read-error.ts";
import { addressOf, type HdfsPlace } from "./address.ts";
import type { HdfsEntry, WebHdfs } from "./client.ts";
import { getFile } from "./get-file.ts";
import { findEntries } from "./glob.ts";
import type { Move } from "./moves.ts";
import { PART, proveSame, type Transfer } from "./transfer.ts";

export interface GetPlan {
  readonly client: WebHdfs;
  readonly place: HdfsPlace;
  /** Absolute. */
  readonly target: string;
  /** Copies go into it under their own names, instead of getting its name. */
  readonly into: boolean;
  readonly explain: Move["explain"];
  readonly signal: AbortSignal;
}

/** The files that a place (a file, a folder with all below it, or a pattern) means. Throws HdfsFailure, UserError. */
export async function planGet(plan: GetPlan): Promise<Move[]> {
  const { client, place, target } = plan;
  const found = await findEntries(client, place.path);
  if (found.length === 0) throw new UserError("hdfs_not_found", { address: place.address });
  const several = found.length > 1 || found[0]?.path !== place.path;
  const moves = await Promise.all(
    found.map(async (entry) => {
      const inside = plan.into || several || (entry.type !== "folder" && (await isFolder(target)));
      return below(entry, inside ? join(target, entry.name) : target, plan);
    }),
  );
  return moves.flat();
}

async function below(entry: HdfsEntry, target: string, plan: GetPlan): Promise<Move[]> {
  if (entry.type !== "folder") return entry.name.endsWith(PART) ? [] : [moveOf(entry, target, plan)];
  const moves: Move[] = [];
  for (const inside of await plan.client.list(entry.path)) {
    moves.push(...(await below(inside, join(target, inside.name), plan)));
  }
  return moves;
}

function moveOf(entry: HdfsEntry, target: string, { client, place, explain, signal }: GetPlan): Move {
  const quiet: Transfer = { client, signal, onBytes: () => undefined };
  return {
    from: addressOf(place, entry.path),
    to: target,
    bytes: entry.size,
    async found() {
      const there = await statOf(target);
      if (there === null) return "nothing";
      if (there.isDirectory()) throw new UserError("output_in_the_way", { path: target });
      const same = there.size === entry.size && (await proveSame(entry, target, quiet));
      return same === "checksum" || (same === "length" && entry.size === 0) ? "the same" : "another";
    },
    run: (transfer) => getFile(entry, target, transfer),
    explain,
  };
}

async function isFolder(path: string): Promise<boolean> {
  return (await statOf(path))?.isDirectory() === true;
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
