import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { writeError } from "../sinks/files/system-error.ts";
import { progressJson } from "../sinks/stream/progress-json.ts";
import { progressText } from "../sinks/stream/progress-text.ts";
import type { StreamSnapshot } from "../sinks/stream/stream-history.ts";
import type { StreamLook } from "../sinks/stream/stream-look.ts";
import type { StreamFlags } from "./commands/stream.ts";
import type { Session } from "./io.ts";
import type { StatusLine } from "./status-line.ts";

/** What is told after each batch besides its windows. */
export interface StreamProgress {
  tell(snapshot: StreamSnapshot): void;
  close(): void;
}

/** A line on the terminal, where the windows go elsewhere; and a line of JSON, where asked for. Throws UserError. */
export function openStreamProgress(
  { progress }: StreamFlags,
  status: StatusLine,
  look: StreamLook,
  { io }: Session,
): StreamProgress {
  const isWatched = io.stderr.isTTY === true && io.stdout.isTTY !== true && io.env.TERM !== "dumb";
  const writeJson = progress === undefined ? undefined : jsonWriter(progress, status, io.cwd);
  return {
    tell(snapshot) {
      const line = progressJson(snapshot);
      if (line !== null) writeJson?.write(`${line}\n`);
      if (isWatched) status.show(progressText(snapshot, (io.stderr.columns ?? 80) - 1, look));
    },
    close() {
      status.clear();
      writeJson?.close();
    },
  };
}

interface TextFile {
  write(text: string): void;
  close(): void;
}

/** A few hundred bytes a batch: written at once, so that a full disk ends the stream before the next. */
function jsonWriter(file: string, status: StatusLine, cwd: string): TextFile {
  if (file === "-") return { write: (text) => void status.output.write(text, () => undefined), close: () => undefined };
  const named = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw writeError(error, file);
    }
  };
  const handle = named(() => openSync(resolve(cwd, file), "a"));
  return {
    write: (text) => void named(() => writeSync(handle, text)),
    close: () => closeSync(handle),
  };
}
