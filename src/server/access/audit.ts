import { appendFile, readFile } from "node:fs/promises";
import type { Audit } from "../api/session.ts";
import type { Who } from "./access.ts";

export interface AuditLog {
  /** Comes back when it is on the disk. */
  note(who: Who, action: string, detail: string): Promise<void>;
  /** Newest first. */
  latest(count: number): Promise<Audit["entries"]>;
}

/** Who changed what: a line of JSON each, only ever added to. */
export function openAuditLog(file: string, now: () => Date): AuditLog {
  return {
    note: ({ name, role }, action, detail) =>
      appendFile(
        file,
        `${JSON.stringify({ time: now().toISOString(), name, role, action, detail: detail.slice(0, 1000) })}\n`,
        { mode: 0o600 },
      ),
    async latest(count) {
      const lines = (await readFile(file, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
      return lines
        .slice(-count)
        .reverse()
        .flatMap((line) => {
          try {
            return [JSON.parse(line) as Audit["entries"][number]];
          } catch {
            // Cut off when the disk was full.
            return [];
          }
        });
    },
  };
}
