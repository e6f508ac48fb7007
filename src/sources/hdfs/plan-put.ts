import { readdir, stat } from "node:fs/promises";
import { basename, join, posix } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { addressOf, type HdfsPlace } from "./address.ts";
import type { WebHdfs } from "./client.ts";
import type { Move } from "./moves.ts";
import { InTheWayError, putFile } from "./put-file.ts";
import { PART, proveSame, type Transfer } from "./transfer.ts";

export interface PutPlan {
  readonly client: WebHdfs;
  /** A local file or folder, absolute, and as people know it. */
  readonly source: string;
  readonly shown: string;
  readonly place: HdfsPlace;
  /** Copies go into it under their own names, instead of getting its name. */
  readonly into: boolean;
  readonly force: boolean;
  readonly explain: Move["explain"];
  readonly signal: AbortSignal;
}

/** The files that a local file, or a folder with all below it, means. Throws HdfsFailure, UserError, system errors. */
export async function planPut(plan: PutPlan): Promise<Move[]> {
  const { client, source, place } = plan;
  const isFile = !(await stat(source)).isDirectory();
  const inside = plan.into || (isFile && (await client.status(place.path))?.type === "folder");
  return below(source, inside ? posix.join(place.path, basename(source)) : place.path, plan);
}

async function below(file: string, target: string, plan: PutPlan): Promise<Move[]> {
  const info = await stat(file);
  if (info.isFile()) return basename(file).endsWith(PART) ? [] : [moveOf(file, target, info.size, plan)];
  if (!info.isDirectory()) throw new UserError("files_not_plain", { file: shownOf(file, plan) });
  const moves: Move[] = [];
  for (const name of (await readdir(file)).sort()) {
    moves.push(...(await below(join(file, name), posix.join(target, name), plan)));
  }
  return moves;
}

function moveOf(file: string, target: string, bytes: number, plan: PutPlan): Move {
  const { client, place, force, signal } = plan;
  const quiet: Transfer = { client, signal, onBytes: () => undefined };
  const to = addressOf(place, target);
  return {
    from: shownOf(file, plan),
    to,
    bytes,
    async found() {
      const there = await client.status(target);
      if (there === null) return "nothing";
      if (there.type === "folder") throw new UserError("hdfs_in_the_way", { address: to });
      const same = there.size === bytes && (await proveSame(there, file, quiet));
      return same === "checksum" || (same === "length" && bytes === 0) ? "the same" : "another";
    },
    run: (transfer) => putFile({ file, target, replace: force }, transfer),
    // Somebody was faster.
    explain: (error) =>
      error instanceof InTheWayError ? new UserError("files_exist", { count: 1, first: to }) : plan.explain(error),
  };
}

function shownOf(file: string, { source, shown }: PutPlan): string {
  return `${shown}${file.slice(source.length)}`;
}
