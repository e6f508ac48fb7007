import type { CliHelp } from "../../i18n/en/cli-help.ts";
import type { Desk } from "../../server/control/open-desk.ts";
import { changedText } from "../desk/changed-text.ts";
import { wrongUsage } from "../desk/desk-flags.ts";
import { deskLook, jsonText, linesText } from "../desk/desk-look.ts";
import { lateTable } from "../desk/late-table.ts";
import { collect, latePages } from "../desk/pages.ts";
import { windowsTable } from "../desk/windows-table.ts";
import { withDesk } from "../desk/with-desk.ts";
import { print, type Session, tell } from "../io.ts";
import type { LateAction, LateFlags } from "./late.ts";

export interface LateLine {
  readonly action: LateAction;
  readonly ids: readonly number[];
  readonly flags: LateFlags;
  readonly help: CliHelp["late"];
}

/** `vitrina late`. Returns the exit code. */
export async function runLate(line: LateLine, session: Session): Promise<number> {
  const wrong = complaint(line);
  if (wrong !== undefined) return wrongUsage("late", wrong, session);
  const { action, ids, flags } = line;
  await withDesk(flags, session, (desk) =>
    action === "list" ? list(desk, flags, session) : apply(desk, flags.all === true ? null : ids, flags, session),
  );
  return 0;
}

function complaint({ action, ids, flags: { all = false }, help }: LateLine): string | undefined {
  if (action === "list") return ids.length > 0 ? help.no_ids : undefined;
  if (ids.length > 0 && all) return help.needs_single_choice;
  return ids.length === 0 && !all ? help.needs_choice : undefined;
}

async function list(desk: Desk, { all = false, limit, format }: LateFlags, session: Session): Promise<void> {
  const { definition } = await desk.status();
  const look = deskLook(definition, session);
  // One more than is shown, to know whether there is more.
  const found = await collect(latePages(desk, !all, limit + 1));
  const sales = found.slice(0, limit);
  if (format === "json") await print(session, jsonText(sales));
  else if (sales.length > 0) await print(session, linesText(lateTable(sales, all, look)));
  else await tell(session, all ? look.words.no_late_at_all : look.words.no_late);
  if (found.length > limit) await tell(session, look.words.more({ limit: look.format.count(limit) }));
}

async function apply(
  desk: Desk,
  ids: readonly number[] | null,
  { format }: LateFlags,
  session: Session,
): Promise<void> {
  const { definition } = await desk.status();
  const look = deskLook(definition, session);
  const { words } = look;
  const applied = await desk.applyLate(ids);
  const { accepted, duplicate, windows, changed } = applied;
  if (format === "json") {
    await print(session, jsonText(applied));
    return;
  }
  if (accepted + duplicate === 0) return tell(session, words.no_late);
  if (windows.length > 0) await print(session, linesText(windowsTable(windows, look)));
  const count = look.format.count;
  if (changed > windows.length) await tell(session, words.more_outcomes({ count: count(changed - windows.length) }));
  await tell(session, words.applied_count({ accepted: count(accepted), duplicate: count(duplicate) }));
  if (changed > 0) await tell(session, changedText(changed, desk, look));
}
