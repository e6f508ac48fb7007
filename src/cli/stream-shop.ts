import type { StreamState } from "../engines/duckdb/stream/state.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import { machineTimeZone } from "../model/time-zone.ts";
import type { KafkaAccess } from "../sources/kafka/access.ts";
import type { StreamSource } from "../sources/stream/stream-source.ts";
import type { StreamFlags } from "./commands/stream.ts";
import type { Session } from "./io.ts";
import { kafkaAccessOnce } from "./kafka-access.ts";
import type { OpenSourceContext } from "./open-source.ts";
import { readMapping } from "./read-mapping.ts";
import { definitionOf, type Shop } from "./stream-definition.ts";
import { openState, stateFolder } from "./stream-state.ts";

/** A stream of this machine's, before its first batch. Whoever opened it closes the state. */
export interface OpenedStream<Chosen> {
  readonly folder: string;
  /** Reads the login once, however often it is asked for: its file may be a pipe. */
  readonly kafka: () => Promise<KafkaAccess>;
  readonly chosen: Chosen;
  readonly definition: StreamDefinition;
  readonly state: StreamState;
}

/** What every command that runs a stream begins with. `checkFlags` came first. Throws UserError. */
export async function openStream<Chosen extends { readonly source: Pick<StreamSource, "id"> }>(
  flags: StreamFlags,
  session: Session,
  openSource: (flags: StreamFlags, context: OpenSourceContext) => Promise<Chosen>,
): Promise<OpenedStream<Chosen>> {
  const { cwd } = session.io;
  const shop = await shopOf(flags, cwd);
  const folder = stateFolder(flags, cwd);
  const kafka = kafkaAccessOnce(flags, session);
  const chosen = await openSource(flags, { stateFolder: folder, timeZone: shop.timeZone, kafka, session });
  const definition = definitionOf(flags, chosen.source.id, shop);
  return { folder, kafka, chosen, definition, state: await openState(folder, definition, flags) };
}

export async function shopOf(flags: StreamFlags, cwd: string): Promise<Shop> {
  const mapping = await readMapping(flags, cwd);
  return { mapping, timeZone: mapping.time_zone ?? machineTimeZone(), currency: mapping.currency ?? "" };
}
