/** What can be wrong with the state of a stream: what happened, and what to do. */
export const streamErrors = {
  state_newer: (p: { folder: string; format: number; known: number }) =>
    `${p.folder}: this state was written by a newer Vitrina (format ${p.format}, this one knows ${p.known}). Install the newer version, or choose another folder with --state.`,
  state_changed: (p: { folder: string; parts: readonly string[] }) =>
    `${p.folder}: this state was made with another ${p.parts.join(", ")}. Go on as before, start beside it with another --state, or make its windows anew from the rows it keeps with --on-change replay (or forget them with --on-change drop).`,
  state_in_use: (p: { folder: string; pid: number | null }) =>
    `${p.folder}: ${p.pid === null ? "another process" : `process ${p.pid}`} is using this state. Stop it, or choose another folder with --state.`,
  state_damaged: (p: { folder: string; cause: string }) =>
    `${p.folder}: the state cannot be read (${p.cause}). Its kept rows are in the history folder inside it: move the folder away and start again with another --state; the source is then read from --from.`,
};
