import type { Reconciliation } from "../../model/stream/aside.ts";
import type { Desk } from "../../server/control/open-desk.ts";
import { type DeskLook, deskLook, jsonText, linesText } from "../desk/desk-look.ts";
import { differencesTable } from "../desk/differences-table.ts";
import { withDesk } from "../desk/with-desk.ts";
import { print, type Session, tell } from "../io.ts";
import type { ReconcileFlags } from "./reconcile.ts";

/** `vitrina reconcile`. Returns the exit code: 1 where windows differ, or cannot be computed anew. */
export async function runReconcile({ format, ...flags }: ReconcileFlags, session: Session): Promise<number> {
  return withDesk(flags, session, async (desk) => {
    const { definition } = await desk.status();
    const look = deskLook(definition, session);
    if (definition.rows === "drop") return notKept(format, look, session);
    const found = (await desk.reconcile()) ?? NOTHING_READ;
    if (format === "json") await print(session, jsonText({ equal: found.different === 0, ...found }));
    else await tellResult(found, desk, look, session);
    return found.different === 0 ? 0 : 1;
  });
}

const NOTHING_READ: Reconciliation = { compared: 0, rows: 0, differences: [], different: 0 };

async function notKept(format: ReconcileFlags["format"], { words }: DeskLook, session: Session): Promise<number> {
  if (format === "json") await print(session, jsonText({ equal: null, reason: "rows_not_kept" }));
  await tell(session, words.not_kept);
  return 1;
}

async function tellResult(
  { compared, rows, differences, different }: Reconciliation,
  desk: Desk,
  look: DeskLook,
  session: Session,
): Promise<void> {
  const { words, format } = look;
  if (different > 0) {
    await print(session, linesText(differencesTable(differences, look)));
    const count = format.count(differences.length);
    if (different > differences.length) await tell(session, words.only_first({ count }));
    await tell(session, words.differ({ different: format.count(different), windows: format.count(compared) }));
  } else if (compared > 0) {
    await print(session, `${words.equal({ windows: format.count(compared), rows: format.count(rows) })}\n`);
  } else {
    const { batch } = await desk.status();
    await print(session, `${batch === 0 ? words.nothing_read : words.nothing_final}\n`);
  }
}
