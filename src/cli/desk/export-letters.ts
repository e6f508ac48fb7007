import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { DeadLetter } from "../../model/stream/aside.ts";
import type { Desk } from "../../server/control/open-desk.ts";
import { move, removeTree } from "../../sinks/files/durable.ts";
import { writeError } from "../../sinks/files/system-error.ts";
import type { DeadLettersFlags } from "../commands/dead-letters.ts";
import { type Session, tell } from "../io.ts";
import { shownPath } from "../paths.ts";
import { deskLook } from "./desk-look.ts";
import { CSV_HEAD, csvLine, ndjsonLine } from "./letter-lines.ts";
import { chosen } from "./list-letters.ts";
import { letterPages } from "./pages.ts";

/** The file is there as a whole or not at all. Returns the exit code. */
export async function exportLetters(desk: Desk, flags: DeadLettersFlags, session: Session): Promise<number> {
  const { output = "", limit, format = output.toLowerCase().endsWith(".csv") ? "csv" : "ndjson" } = flags;
  const path = resolve(session.io.cwd, output);
  const fresh = `${path}.${process.pid}.new`;
  const lineOf = format === "csv" ? csvLine : ndjsonLine;
  let count = 0;
  try {
    const file = await open(fresh, "wx");
    try {
      if (format === "csv") await file.write(CSV_HEAD);
      for await (const letters of letterPages(desk, chosen(flags), limit)) {
        await file.write(letters.map((letter: DeadLetter) => lineOf(letter)).join(""));
        count += letters.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await move(fresh, path);
  } catch (error) {
    await removeTree(fresh).catch(() => undefined);
    throw writeError(error, output);
  }
  const { definition } = await desk.status();
  const { words, format: formatter } = deskLook(definition, session);
  await tell(session, words.exported({ count: formatter.count(count), file: shownPath(path, session.io.cwd, "file") }));
  return 0;
}
