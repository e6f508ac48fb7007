import { resolve } from "node:path";
import { machineTimeZone } from "../../model/time-zone.ts";
import { type Control, openControl } from "../../server/control/open-control.ts";
import type { Session } from "../io.ts";
import { tell } from "../io.ts";
import { kafkaAccessOnce } from "../kafka-access.ts";
import { openSource } from "../open-source.ts";
import { readMapping } from "../read-mapping.ts";
import { createStatusLine } from "../status-line.ts";
import { checkFlags, definitionOf } from "../stream-definition.ts";
import { followStream } from "../stream-follow.ts";
import { openState, stateFolder } from "../stream-state.ts";
import { createStreamTalk } from "../stream-talk.ts";
import type { StreamFlags } from "./stream.ts";

/** `vitrina stream`. Returns the exit code; a stream that was asked to stop is done. */
export async function runStreamCommand(flags: StreamFlags, session: Session): Promise<number> {
  const { io, words } = session;
  checkFlags(flags, session);
  if (flags.engine === "spark") {
    await tell(session, words.spark_not_yet);
    return 1;
  }
  const mapping = await readMapping(flags, io.cwd);
  const shop = { mapping, timeZone: mapping.time_zone ?? machineTimeZone(), currency: mapping.currency ?? "" };
  const folder = stateFolder(flags, io.cwd);
  const kafka = kafkaAccessOnce(flags, session);
  const chosen = await openSource(flags, { stateFolder: folder, timeZone: shop.timeZone, kafka, session });
  const definition = definitionOf(flags, chosen.source.id, shop);
  const state = await openState(folder, definition, flags);
  let control: Control | undefined;
  try {
    control = await openControl({ folder, state, now: io.now });
    const status = createStatusLine(io.stderr);
    const talk = createStreamTalk(definition, resolve(io.cwd, folder), {
      ...session,
      io: { ...io, stderr: status.output },
    });
    await talk.begins(state.checkpoint().batch, state.positions());
    if (state.changed.length > 0 && flags.onChange !== "refuse") await talk.changed(state.changed, flags.onChange);
    if (chosen.waitsForFile) await talk.waitingForFile(flags.source);
    await followStream({ flags, chosen, kafka, state, talk, status, session });
    if (flags.finalWindows !== undefined) await talk.finalWindowsIn(resolve(io.cwd, flags.finalWindows));
  } finally {
    await control?.close();
    await state.close();
  }
  return 0;
}
