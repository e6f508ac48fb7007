import type { CliHelp } from "../../i18n/en/cli-help.ts";
import type { KeptRun } from "../../pipelines/run-folder.ts";
import { wrongUsage } from "../desk/desk-flags.ts";
import { jsonText, linesText } from "../desk/desk-look.ts";
import { print, type Session, tell } from "../io.ts";
import { comparedJson, comparedLines } from "../runs/compare-runs.ts";
import { runLines } from "../runs/run-lines.ts";
import { runLook } from "../runs/run-look.ts";
import { openRunShelf, type RunShelf } from "../runs/run-shelf.ts";
import { runTable } from "../runs/run-table.ts";
import type { RunsAction, RunsFlags } from "./runs.ts";

interface RunsLine {
  readonly action: RunsAction;
  readonly ids: readonly string[];
  readonly flags: RunsFlags;
  readonly help: CliHelp["runs"];
}

/** `vitrina runs`. Returns the exit code. */
export async function runRuns({ action, ids, flags, help }: RunsLine, session: Session): Promise<number> {
  const [first = "", second = ""] = ids;
  const shelf = () => openRunShelf(flags.state, session.io);
  switch (action) {
    case "list":
      if (ids.length > 0) return wrongUsage("runs", help.no_ids, session);
      await list(await shelf(), flags, session);
      return 0;
    case "show":
      if (ids.length !== 1) return wrongUsage("runs", help.needs_one, session);
      await show(await (await shelf()).find(first), flags, session);
      return 0;
    case "compare": {
      if (ids.length !== 2) return wrongUsage("runs", help.needs_two, session);
      const from = await shelf();
      await compare(await from.find(first), await from.find(second), flags, session);
      return 0;
    }
  }
}

async function list(shelf: RunShelf, { kind, limit, format }: RunsFlags, session: Session): Promise<void> {
  const look = runLook(session);
  const found = shelf.runs.filter((run) => kind === undefined || run.kind === kind);
  const shown = found.slice(0, limit);
  if (format === "json") return print(session, jsonText(shown));
  if (shown.length === 0) return tell(session, look.words.none);
  await print(session, linesText(runTable(shown, look)));
  const more = found.length - shown.length;
  if (more > 0) await tell(session, look.words.more({ count: look.format.count(more) }));
}

async function show({ run, spark }: KeptRun, { format, all = false }: RunsFlags, session: Session): Promise<void> {
  if (format === "json") await print(session, jsonText({ ...run, spark }));
  else await print(session, linesText(runLines(run, spark, all, runLook(session))));
}

async function compare(a: KeptRun, b: KeptRun, { format, all = false }: RunsFlags, session: Session): Promise<void> {
  if (format === "json") await print(session, jsonText(comparedJson(a, b)));
  else await print(session, linesText(comparedLines(a, b, all, runLook(session))));
}
