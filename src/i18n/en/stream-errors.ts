import type { DefinitionPart, StreamDefinition } from "../../model/stream/stream-definition.ts";

/** What can be wrong with the state of a stream: what happened, and what to do. */
export const streamErrors = {
  state_newer: (p: { folder: string; format: number; known: number }) =>
    `${p.folder}: this state was written by a newer Vitrina (format ${p.format}, this one knows ${p.known}). Install the newer version, or choose another folder with --state.`,
  state_changed: (p: { folder: string; parts: readonly DefinitionPart[]; reach: "windows" | "records" }) =>
    `${p.folder}: this state was made with another ${partsOf(p.parts)}. Go on as before, start beside it with another --state, ${
      p.reach === "windows"
        ? "or make its windows anew from the rows it keeps with --on-change replay (or forget them with --on-change drop)."
        : "which reads all that the source still has with --from earliest, or keep its rows as they were read and go on with new windows with --on-change drop."
    }`,
  state_of_other_source: (p: { folder: string; source: string }) =>
    `${p.folder}: this state belongs to ${p.source}. Choose another folder with --state: places in one source mean nothing in another.`,
  state_records_gone: (p: { folder: string; parts: readonly DefinitionPart[] }) =>
    `${p.folder}: its rows were read with another ${partsOf(p.parts)}, and the records they were read from are not kept: there is nothing to replay. To read all that the source still has: another --state and --from earliest. To keep these rows as they are and read new records in the new way: --on-change drop.`,
  state_rows_gone: (p: { folder: string }) =>
    `${p.folder}: there is nothing to replay, because this state was made with --no-keep-rows. Forget its windows with --on-change drop, or start beside it with another --state and --from earliest.`,
  state_zone_unknown: (p: { folder: string; zone: string; why: "mixed" | "jump" }) =>
    `${p.folder}: its rows cannot be moved from ${p.zone} to another --time-zone, because ${
      p.why === "mixed"
        ? "times may come with or without an offset here, and the rows do not say how theirs came."
        : "some lie in the hour behind a jump of the clock, and do not say whether they were moved there."
    } Start beside it with another --state and --from earliest.`,
  state_in_use: (p: { folder: string; pid: number | null }) =>
    `${p.folder}: ${p.pid === null ? "another process" : `process ${p.pid}`} is using this state. Stop it, or choose another folder with --state.`,
  state_damaged: (p: { folder: string; cause: string }) =>
    `${p.folder}: the state cannot be read (${p.cause}). Its kept rows are in the history folder inside it: move the folder away and start again with another --state; the source is then read from --from.`,
  state_disk_full: (p: { folder: string; file: string }) =>
    `${p.file}: no room to write, the disk is full. Free some space and start again with the same --state: ${p.folder} is intact, and nothing is lost or counted twice.`,
};

/** The option that decides each part of a stream's definition. */
const DEFINITION_OPTIONS: Readonly<Record<Exclude<keyof StreamDefinition, "mapping">, string>> = {
  source: "--source",
  queries: "--query",
  sizeSeconds: "--window",
  slideSeconds: "--slide",
  watermarkSeconds: "--watermark",
  futureSeconds: "--future",
  duplicateSeconds: "--duplicates",
  late: "--late",
  rows: "--keep-rows",
  strict: "--strict",
  timeZone: "--time-zone",
  currency: "--currency",
};

export function partsOf(parts: readonly DefinitionPart[]): string {
  return parts.map(optionOf).join(", ");
}

function optionOf(part: DefinitionPart): string {
  const option = Object.entries(DEFINITION_OPTIONS).find(([name]) => name === part)?.[1];
  return option ?? `--mapping (${part.replace("mapping.", "")})`;
}
