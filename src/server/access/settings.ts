import { readFile, rename, writeFile } from "node:fs/promises";
import type { Settings } from "../api/session.ts";

export interface SettingsStore {
  get(): Settings;
  put(settings: Settings): Promise<void>;
}

const USUAL: Settings = { name: "", viewers_may_export: false };

/** What the owner set in the console; the usual where the file is missing or says nothing. */
export async function openSettings(file: string): Promise<SettingsStore> {
  let settings = await readSettings(file);
  return {
    get: () => settings,
    async put(next) {
      await writeFile(`${file}.new`, JSON.stringify(next, null, 2), { mode: 0o600 });
      await rename(`${file}.new`, file);
      settings = next;
    },
  };
}

async function readSettings(file: string): Promise<Settings> {
  try {
    const { name, viewers_may_export } = JSON.parse(await readFile(file, "utf8")) as Partial<Settings>;
    return {
      name: typeof name === "string" ? name : USUAL.name,
      viewers_may_export: viewers_may_export === true,
    };
  } catch {
    return USUAL;
  }
}
