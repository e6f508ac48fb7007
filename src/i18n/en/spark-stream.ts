import type { DefinitionPart } from "../../model/stream/stream-definition.ts";
import { partsOf } from "./stream-errors.ts";

/** What a stream on Spark says about itself, besides what every stream says. */
export const sparkStream = {
  query: (p: { server: string; version: string; name: string }) =>
    `Spark:  ${p.server} (${p.version}), query ${p.name}`,
  found: "The query was running already and is followed again.",
  checkpoint: (p: { checkpoint: string }) => `Checkpoint: ${p.checkpoint}`,
  topics: (p: { results: string; letters: string }) => `Results go to ${p.results}, rejected records to ${p.letters}.`,
  waiting: "There are no records yet: waiting for the first.",
  replayed: (p: { parts: readonly DefinitionPart[] }) =>
    `The stream was started with another ${partsOf(p.parts)}: the topic is read again from its first record.`,
  dropped: (p: { parts: readonly DefinitionPart[] }) =>
    `The stream was started with another ${partsOf(p.parts)}: its windows begin empty, from where it stood.`,
  lost: (p: { cause: string }) =>
    `Spark is lost (${p.cause}). Waiting until it is back; the query goes on from its checkpoint, and nothing is lost or counted twice.`,
  back: (p: { found: boolean }): string =>
    p.found ? "Spark answers again; the query went on." : "Spark answers again; the query goes on from its checkpoint.",
  stopping: "Stopping the query… (Ctrl+C again leaves it running on the cluster)",
};
