import { resolve } from "node:path";
import type { Session } from "../io.ts";
import { tell } from "../io.ts";
import { serveShop } from "../serve-shop.ts";
import { openServeSource } from "../serve-source.ts";
import { checkFlags } from "../stream-definition.ts";
import { openStream } from "../stream-shop.ts";
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
  const { folder, kafka, chosen, state } = await openStream(flags, session, openServeSource);
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
