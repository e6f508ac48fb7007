import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A new folder that carries this process's id in its name. Those whose process was killed before it could remove them
 * are removed here.
 */
export function temporaryFolder(kind: string): string {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^vitrina-${kind}-(\\d+)-\\w+$`).exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) removeFolder(join(tmpdir(), name));
  }
  return mkdtempSync(join(tmpdir(), `vitrina-${kind}-${process.pid}-`));
}

/** Retries, because a process that was killed a moment ago may still be writing its last file. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Removes it when this process ends. Returns what removes it now. */
export function removeAtExit(folder: string): () => void {
  const remove = () => {
    process.off("exit", remove);
    removeFolder(folder);
  };
  process.on("exit", remove);
  return remove;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process of that number exists too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
