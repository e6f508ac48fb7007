import { resolve } from "node:path";
import { type Control, openControl } from "../../server/control/open-control.ts";
import type { Session } from "../io.ts";
import { openSource } from "../open-source.ts";
import { createStatusLine } from "../status-line.ts";
import { checkFlags } from "../stream-definition.ts";
import { followStream } from "../stream-follow.ts";
import { openStream } from "../stream-shop.ts";
import { createStreamTalk } from "../stream-talk.ts";
import type { StreamFlags } from "./stream.ts";

/** `vitrina stream`. Returns the exit code; a stream that was asked to stop is done. */
export async function runStreamCommand(flags: StreamFlags, session: Session): Promise<number> {
  const { io } = session;
  checkFlags(flags, session);
  if (flags.engine === "spark") {
    const { runSparkStreamCommand } = await import("../spark-stream/run-command.ts");
    return runSparkStreamCommand(flags, session);
  }
  const { folder, kafka, chosen, definition, state } = await openStream(flags, session, openSource);
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
    await followStream({ flags, chosen, kafka, state, folder, talk, status, session });
    if (flags.finalWindows !== undefined) await talk.finalWindowsIn(resolve(io.cwd, flags.finalWindows));
  } finally {
    await control?.close();
    await state.close();
  }
  return 0;
}
