import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ServiceError } from "../words.ts";

/** What a folder was made for. */
export type Kind = Readonly<Record<string, string | number>>;

/**
 * A folder whose data is kept: a new or empty one, or one that this service made. Returns it, and what it was made for.
 * Throws ServiceError for anybody else's.
 */
export function openDataFolder(path: string, service: string, kind: Kind): { folder: string; madeFor: Kind } {
  const folder = resolve(path);
  const card = join(folder, `vitrina-${service}.json`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(card)) return { folder, madeFor: JSON.parse(readFileSync(card, "utf8")) };
  if (readdirSync(folder).length > 0) throw new ServiceError((words) => words.foreign_data({ folder }));
  writeFileSync(card, `${JSON.stringify(kind)}\n`);
  return { folder, madeFor: kind };
}
