import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { spoolError } from "./read-error.ts";

export const STDIN_SHOWN = "stdin";

/** Writes all of standard input to a new file, because an engine reads a file more than once. */
export async function spoolStdin(
  stdin: NodeJS.ReadableStream,
  spoolFolder: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const path = join(spoolFolder, `stdin-${randomUUID()}`);
  try {
    await mkdir(spoolFolder, { recursive: true });
    const target = createWriteStream(path, { flags: "wx", mode: 0o600 });
    await pipeline(stdin, target, signal === undefined ? {} : { signal });
  } catch (error) {
    throw spoolError(error, STDIN_SHOWN, spoolFolder);
  }
  return path;
}
