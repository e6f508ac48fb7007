import { resolve } from "node:path";
import { writeError } from "../../sinks/files/system-error.ts";
import { readError } from "../../sources/files/read-error.ts";
import type { Move } from "../../sources/hdfs/moves.ts";
import { planGet } from "../../sources/hdfs/plan-get.ts";
import { planPut } from "../../sources/hdfs/plan-put.ts";
import type { Session } from "../io.ts";
import type { FilesFlags } from "./files.ts";
import { type Cluster, openCluster } from "./files-cluster.ts";

/** Moves, and what they need. */
export interface Planned {
  readonly moves: readonly Move[];
  readonly cluster: Cluster;
}

interface Put {
  /** As given. */
  readonly sources: readonly string[];
  readonly to: string;
  readonly flags: FilesFlags;
}

export async function putMoves({ sources, to, flags }: Put, session: Session): Promise<Planned[]> {
  const { cwd, signal } = session.io;
  const cluster = openCluster(to, flags, session);
  const { client, place } = cluster;
  const into = place.folder || sources.length > 1;
  const moves: Move[] = [];
  for (const shown of sources) {
    const explain = (error: unknown) => cluster.explain(readError(error, shown));
    const source = resolve(cwd, shown);
    const plan = { client, source, shown, place, into, force: flags.force === true, explain, signal };
    moves.push(...(await planPut(plan).catch(rethrown(explain))));
  }
  return [{ moves, cluster }];
}

interface Get {
  readonly from: readonly string[];
  /** As given. */
  readonly to: string;
  readonly flags: FilesFlags;
}

export async function getMoves({ from, to, flags }: Get, session: Session): Promise<Planned[]> {
  const { cwd, signal } = session.io;
  const into = from.length > 1 || /(^|[/\\])\.{0,2}$/.test(to);
  const planned: Planned[] = [];
  for (const address of from) {
    const cluster = openCluster(address, flags, session);
    const { client, place } = cluster;
    const explain = (error: unknown) => cluster.explain(writeError(error, to));
    const plan = { client, place, target: resolve(cwd, to), into, explain, signal };
    planned.push({ moves: await planGet(plan).catch(rethrown(explain)), cluster });
  }
  return planned;
}

function rethrown(explain: Move["explain"]) {
  return (error: unknown): never => {
    throw explain(error);
  };
}
