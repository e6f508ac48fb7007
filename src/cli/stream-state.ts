import { isAbsolute, join, resolve } from "node:path";
import { openStreamState, type StreamState } from "../engines/duckdb/stream/state.ts";
import type { StreamFlags } from "./commands/stream.ts";
import { sourceFolder } from "./stream-source-kind.ts";

/** As written where that means the same, because complaints name it. */
export function stateFolder(flags: StreamFlags, cwd: string, engine: "spark" | null = null): string {
  const own = sourceFolder(flags, cwd);
  const folder = flags.state ?? join(".vitrina", engine === null ? own : `${engine}-${own}`);
  return isAbsolute(folder) || cwd === process.cwd() ? folder : resolve(cwd, folder);
}

/** Throws UserError where the folder holds what this line cannot continue. */
export function openState(
  folder: string,
  definition: StreamState["definition"],
  { memory, threads, onChange, retainRows, retainWindows, retainAside }: StreamFlags,
): Promise<StreamState> {
  const retention = {
    historyDays: daysOf(retainRows),
    windowDays: daysOf(retainWindows),
    deadLetters: retainAside,
    lateSales: retainAside,
  };
  return openStreamState({
    folder,
    definition,
    onChange,
    retention,
    memory,
    ...(threads === undefined ? {} : { threads }),
  });
}

function daysOf(time: StreamFlags["retainRows"]): number | null {
  return time === undefined || time === null ? null : Math.ceil(time.ms / 86_400_000);
}
