import { resolve } from "node:path";
import { machineTimeZone } from "../../model/time-zone.ts";
import type { Session } from "../io.ts";
import { tell } from "../io.ts";
import { kafkaAccessOnce } from "../kafka-access.ts";
import { readMapping } from "../read-mapping.ts";
import { serveShop } from "../serve-shop.ts";
import { openServeSource } from "../serve-source.ts";
import { checkFlags, definitionOf } from "../stream-definition.ts";
import { openState, stateFolder } from "../stream-state.ts";
import type { ServeFlags } from "./serve.ts";

/** `vitrina serve`. Returns the exit code; a server that was asked to stop is done. */
export async function runServe(given: ServeFlags, session: Session): Promise<number> {
  const { io, words } = session;
  const { host, port, token, allowedHost, ...flags } = given;
  checkFlags(flags, session);
  if (flags.engine === "spark") {
    await tell(session, words.spark_not_yet);
    return 1;
  }
  const mapping = await readMapping(flags, io.cwd);
  const shop = { mapping, timeZone: mapping.time_zone ?? machineTimeZone(), currency: mapping.currency ?? "" };
  const folder = stateFolder(flags, io.cwd);
  const kafka = kafkaAccessOnce(flags, session);
  const chosen = await openServeSource(flags, { stateFolder: folder, timeZone: shop.timeZone, kafka, session });
  const definition = definitionOf(flags, chosen.source.id, shop);
  const state = await openState(folder, definition, flags);
  try {
    await serveShop({
      flags,
      address: { host, port, token: token ?? io.env.VITRINA_TOKEN, allowedHosts: allowedHost },
      state,
      folder: resolve(io.cwd, folder),
      source: chosen.source,
      ingest: chosen.ingest,
      demo: false,
      kafka,
      session,
    });
  } finally {
    await state.close();
  }
  return 0;
}
