import { isAbsolute } from "node:path";
import { createFormatter } from "../../i18n/format.ts";
import { type Moved, moveAll } from "../../sources/hdfs/moves.ts";
import { print, type Session, tell } from "../io.ts";
import { shownPath } from "../paths.ts";
import { createProgress } from "../progress.ts";
import type { FilesFlags } from "./files.ts";
import type { Planned } from "./files-moves.ts";

/** Copies all of it, with progress, and says what came of it. */
export async function copyFiles(
  phase: "send" | "receive",
  planned: readonly Planned[],
  flags: FilesFlags,
  session: Session,
): Promise<void> {
  const { signal } = session.io;
  const all = planned.flatMap(({ moves }) => moves).reduce((sum, { bytes }) => sum + bytes, 0);
  const progress = createProgress(session);
  const moved: Moved[] = [];
  let done = 0;
  const onBytes = (count: number) => {
    done += count;
    progress.show({ phase, fraction: all === 0 ? 1 : done / all, bytes: { done, all } });
  };
  try {
    for (const { moves, cluster } of planned) {
      const { client } = cluster;
      moved.push(...(await moveAll(moves, { client, signal, onBytes, force: flags.force === true })));
    }
  } finally {
    progress.clear();
  }
  if (flags.format === "json") await print(session, `${JSON.stringify(moved, null, 2)}\n`);
  else await print(session, moved.map((each) => lineOf(each, session)).join(""));
  await tell(session, summaryOf(moved, session));
}

function lineOf({ to, bytes, proof }: Moved, { io, language, words }: Session): string {
  const format = createFormatter({ language, currency: "" });
  const shown = isAbsolute(to) ? shownPath(to, io.cwd, "file") : to;
  return `${shown}  ${format.bytes(bytes)}${proof === null ? `  ${words.files.was_there}` : ""}\n`;
}

function summaryOf(moved: readonly Moved[], { language, words }: Session): string {
  const { files } = words;
  const format = createFormatter({ language, currency: "" });
  const copied = moved.filter(({ proof }) => proof !== null);
  const count = (number: number) => files.count({ count: format.count(number), one: number === 1 });
  const there = moved.length - copied.length;
  const onlyLength = copied.some(({ proof, bytes }) => proof === "length" && bytes > 0);
  return files.done({
    files: count(copied.length),
    bytes: format.bytes(copied.reduce((sum, { bytes }) => sum + bytes, 0)),
    there: there === 0 ? null : format.count(there),
    proof: onlyLength ? files.proof_length : files.proof_checksum,
  });
}
