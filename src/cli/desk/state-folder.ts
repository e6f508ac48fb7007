import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { STATE_FILE } from "../../engines/duckdb/stream/open-state.ts";
import { UserError } from "../../model/user-error.ts";
import { shownPath } from "../paths.ts";
import type { DeskFlags } from "./desk-flags.ts";

/** The folder named on the line, or the only one where streams keep their states by default. @throws {UserError} state_none, state_several */
export async function stateFolder({ state }: DeskFlags, cwd: string): Promise<string> {
  if (state !== undefined) return resolve(cwd, state);
  const usual = resolve(cwd, ".vitrina");
  const names = await readdir(usual).catch(() => []);
  const folders: string[] = [];
  for (const name of names.sort()) {
    const folder = join(usual, name);
    if (await exists(join(folder, STATE_FILE))) folders.push(folder);
  }
  const [only] = folders;
  if (only === undefined) throw new UserError("state_none", {});
  if (folders.length > 1) {
    throw new UserError("state_several", { folders: folders.map((folder) => shownPath(folder, cwd, "folder")) });
  }
  return only;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
