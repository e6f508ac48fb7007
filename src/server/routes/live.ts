import { UserError } from "../../model/user-error.ts";
import { liveRoute } from "../api/live.ts";
import type { Api } from "../app.ts";
import { liveResponse } from "../live/live-response.ts";
import type { ServerParts } from "../parts.ts";
import { isMasked } from "./narrowed.ts";

const MOST_READERS = 1000;

export function addLive(api: Api, parts: ServerParts): void {
  const { feed } = parts.live;

  api.openapi(liveRoute, (c) => {
    if (feed.readers >= MOST_READERS) throw new UserError("api_readers", {});
    const id = Number(c.req.header("last-event-id") ?? c.req.valid("query").after);
    const after = Number.isSafeInteger(id) && id >= 0 ? id : null;
    return liveResponse(parts, { after, masked: isMasked(c.var.who) });
  });
}
