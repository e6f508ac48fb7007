import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../model/user-error.ts";
import { stateRunFolder } from "../pipelines/run-folder.ts";
import { openRunStore } from "../pipelines/run-store.ts";
import { openShopFiles } from "../pipelines/shop-files.ts";
import { isLoopback } from "../sources/http/trust.ts";
import { createAccess } from "./access/access.ts";
import { openAuditLog } from "./access/audit.ts";
import { openSessions } from "./access/sessions.ts";
import { openSettings } from "./access/settings.ts";
import { openUserStore } from "./access/user-store.ts";
import type { ServerParts } from "./parts.ts";

export interface OfficeOptions {
  /** In the state's folder, for all that the console keeps besides sales and runs: users, uploads, results. */
  readonly folder: string;
  /** Where the user's other runs are. */
  readonly otherRuns?: string | null;
  readonly host: string;
  readonly token: string | undefined;
  readonly defaults: { readonly timeZone: string; readonly currency: string };
  readonly version: string;
  readonly memory: string;
  readonly now: () => Date;
}

export type Office = Pick<ServerParts, "access" | "audit" | "settings" | "runs" | "files">;

/**
 * What a console keeps in its folder.
 * @throws {UserError} serve_needs_token where others can reach the address and nobody would have to log in
 */
export async function openOffice({
  folder,
  otherRuns = null,
  host,
  token,
  ...options
}: OfficeOptions): Promise<Office> {
  const { now } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const place = (name: string) => join(folder, name);
  const users = await openUserStore(place("users.json"));
  if (!isLoopback(host) && token === undefined && users.list().length === 0) {
    throw new UserError("serve_needs_token", { host });
  }
  const settings = await openSettings(place("settings.json"));
  const sessions = await openSessions(place("session.key"));
  const runs = await openRunStore(stateRunFolder(dirname(folder)), { elsewhere: otherRuns });
  return {
    settings,
    runs,
    access: createAccess({
      token,
      users,
      sessions,
      viewersMayExport: () => settings.get().viewers_may_export,
      now,
    }),
    audit: openAuditLog(place("audit.ndjson"), now),
    files: await openShopFiles({ ...options, folder, runs }),
  };
}
