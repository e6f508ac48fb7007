import { type Desk, openDesk } from "../../server/control/open-desk.ts";
import type { Session } from "../io.ts";
import type { DeskFlags } from "./desk-flags.ts";
import { stateFolder } from "./state-folder.ts";

/** Works on the state that a line names, of a stream that runs or of none. @throws {UserError} as `openDesk`, `stateFolder` */
export async function withDesk<T>(flags: DeskFlags, { io }: Session, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk(await stateFolder(flags, io.cwd));
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}
