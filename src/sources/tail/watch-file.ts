import { watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Waker } from "../lines/waker.ts";

/**
 * Wakes whenever the file or its name in the folder changes; ends with what it returns. Network and container file
 * systems may tell nothing, so whoever waits also looks again from time to time.
 */
export function watchFile(path: string, waker: Waker): () => void {
  const name = basename(path);
  try {
    const watcher = watch(dirname(path), (_, changed) => {
      if (changed === null || changed === name) waker.wake();
    });
    watcher.on("error", () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
