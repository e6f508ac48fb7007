import type { StreamDefinition } from "../../model/stream/stream-definition.ts";

/** What can be wrong with the state of a stream: what happened, and what to do. */
export const streamErrors = {
  state_newer: (p: { folder: string; format: number; known: number }) =>
    `${p.folder}: this state was written by a newer Vitrina (format ${p.format}, this one knows ${p.known}). Install the newer version, or choose another folder with --state.`,
  state_changed: (p: { folder: string; parts: readonly (keyof StreamDefinition)[] }) =>
    `${p.folder}: this state was made with another ${p.parts.map(optionOf).join(", ")}. Go on as before, start beside it with another --state, or make its windows anew from the rows it keeps with --on-change replay (or forget them with --on-change drop).`,
  state_of_other_source: (p: { folder: string; source: string }) =>
    `${p.folder}: this state belongs to ${p.source}. Choose another folder with --state: places in one source mean nothing in another.`,
  state_of_other_mapping: (p: { folder: string }) =>
    `${p.folder}: the rows of this state were read with another mapping or time zone and are not read again. Start beside it with another --state and --from earliest.`,
  state_in_use: (p: { folder: string; pid: number | null }) =>
    `${p.folder}: ${p.pid === null ? "another process" : `process ${p.pid}`} is using this state. Stop it, or choose another folder with --state.`,
  state_damaged: (p: { folder: string; cause: string }) =>
    `${p.folder}: the state cannot be read (${p.cause}). Its kept rows are in the history folder inside it: move the folder away and start again with another --state; the source is then read from --from.`,
  state_disk_full: (p: { folder: string; file: string }) =>
    `${p.file}: no room to write, the disk is full. Free some space and start again with the same --state: ${p.folder} is intact, and nothing is lost or counted twice.`,
};

/** The option that decides each part of a stream's definition. */
const DEFINITION_OPTIONS: Readonly<Record<keyof StreamDefinition, string>> = {
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
  mapping: "--mapping",
  timeZone: "--time-zone",
  currency: "--currency",
};

export function optionOf(part: keyof StreamDefinition): string {
  return DEFINITION_OPTIONS[part];
}
