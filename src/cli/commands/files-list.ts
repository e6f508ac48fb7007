import { createFormatter } from "../../i18n/format.ts";
import { UserError } from "../../model/user-error.ts";
import { layoutTable } from "../../sinks/console/layout.ts";
import { createPaint } from "../../sinks/console/paint.ts";
import { printable } from "../../sinks/console/printable.ts";
import { addressOf } from "../../sources/hdfs/address.ts";
import type { HdfsEntry } from "../../sources/hdfs/client.ts";
import { findEntries } from "../../sources/hdfs/glob.ts";
import { print, type Session, tell, wantsColor, widthOfOutput } from "../io.ts";
import type { FilesFlags } from "./files.ts";
import { type Cluster, openCluster } from "./files-cluster.ts";

/** `vitrina files ls`. */
export async function listFiles(addresses: readonly string[], flags: FilesFlags, session: Session): Promise<void> {
  const found = [];
  for (const address of addresses) {
    const cluster = openCluster(address, flags, session);
    const entries = await entriesOf(cluster).catch((error: unknown) => {
      throw cluster.explain(error);
    });
    found.push(...entries.map((entry) => ({ entry, address: addressOf(cluster.place, entry.path) })));
  }
  if (flags.format === "json") await print(session, `${JSON.stringify(found.map(jsonOf), null, 2)}\n`);
  else if (found.length === 0) await tell(session, session.words.files.empty);
  else await print(session, tableOf(found, addresses.length > 1, session));
}

/** Of a folder what is in it, of a pattern what it matches. */
async function entriesOf({ client, place }: Cluster): Promise<HdfsEntry[]> {
  const found = await findEntries(client, place.path);
  const [only] = found;
  if (only === undefined) throw new UserError("hdfs_not_found", { address: place.address });
  return only.path === place.path && only.type === "folder" ? client.list(only.path) : found;
}

interface Found {
  readonly entry: HdfsEntry;
  readonly address: string;
}

function jsonOf({ entry, address }: Found) {
  const { name, type, size, modified, owner, group, permission } = entry;
  return { address, name, type, size, modified: new Date(modified).toISOString(), owner, group, permission };
}

function tableOf(found: readonly Found[], whole: boolean, session: Session): string {
  const { io, language, words } = session;
  const { files } = words;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const format = createFormatter({ language, currency: "", timeZone });
  const name = ({ entry, address }: Found) => `${whole ? address : entry.name}${entry.type === "folder" ? "/" : ""}`;
  const columns = [
    { head: files.modified, kind: "text", cells: found.map(({ entry }) => format.time(isoOf(entry))) },
    { head: files.owner, kind: "text", cells: found.map(({ entry }) => printable(entry.owner)) },
    {
      head: files.size,
      kind: "number",
      cells: found.map(({ entry }) => (entry.type === "file" ? format.bytes(entry.size) : "")),
    },
    { head: files.name, kind: "label", cells: found.map((each) => printable(name(each))) },
  ] as const;
  const paint = createPaint(wantsColor(io, io.stdout));
  return layoutTable(columns, 3, widthOfOutput(io.stdout), paint)
    .map((line) => `${line}\n`)
    .join("");
}

function isoOf({ modified }: HdfsEntry): string {
  return new Date(modified).toISOString();
}
