import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeError } from "../../sinks/files/system-error.ts";

/** Where a running stream can be asked, and the word that proves whoever asks may read its folder. */
export interface ControlFile {
  readonly port: number;
  readonly pid: number;
  readonly token: string;
  /** ISO 8601. */
  readonly started: string;
}

const NAME = "control.json";

/** Nobody but the owner can read it, and nobody ever sees half of it. */
export async function writeControlFile(folder: string, control: ControlFile): Promise<void> {
  const path = join(folder, NAME);
  const fresh = `${path}.${control.pid}`;
  try {
    await rm(fresh, { force: true });
    await writeFile(fresh, `${JSON.stringify(control)}\n`, { mode: 0o600, flag: "wx" });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw writeError(error, path);
  }
}

/** Undefined where there is none, or none that can be understood. */
export async function readControlFile(folder: string): Promise<ControlFile | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(join(folder, NAME), "utf8"));
    return isControlFile(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Removes it unless another process has put its own in its place. */
export async function removeControlFile(folder: string, { token }: ControlFile): Promise<void> {
  const found = await readControlFile(folder);
  if (found?.token === token) await rm(join(folder, NAME), { force: true }).catch(() => undefined);
}

function isControlFile(found: unknown): found is ControlFile {
  if (typeof found !== "object" || found === null) return false;
  const { port, pid, token, started } = found as Record<string, unknown>;
  return (
    Number.isInteger(port) &&
    Number(port) > 0 &&
    Number(port) < 65_536 &&
    Number.isInteger(pid) &&
    Number(pid) > 0 &&
    typeof token === "string" &&
    /^[\w-]{16,}$/.test(token) &&
    typeof started === "string"
  );
}
