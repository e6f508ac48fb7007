import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ServiceError } from "../words.ts";

interface Kind {
  readonly version: string;
  readonly brokers: number;
}

const CARD = "vitrina-kafka.json";

/** A folder whose data is kept: a new or empty one, or one that was made for the same kind of cluster. */
export function openDataFolder(path: string, kind: Kind): string {
  const folder = resolve(path);
  const card = join(folder, CARD);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(card)) {
    const { version, brokers } = readCard(card);
    if (version !== kind.version || brokers !== kind.brokers) {
      throw new ServiceError((words) => words.other_data({ folder, version, brokers }));
    }
  } else if (readdirSync(folder).length > 0) {
    throw new ServiceError((words) => words.foreign_data({ folder }));
  } else {
    writeFileSync(card, `${JSON.stringify(kind)}\n`);
  }
  return folder;
}

function readCard(file: string): Kind {
  const card: { version?: unknown; brokers?: unknown } = JSON.parse(readFileSync(file, "utf8"));
  return { version: String(card.version), brokers: Number(card.brokers) };
}
