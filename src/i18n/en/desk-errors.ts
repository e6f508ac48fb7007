/** What can be wrong with a look into a stream's state: what happened, and what to do. */
export const deskErrors = {
  state_missing: (p: { folder: string }) =>
    `${p.folder}: no state of a stream is kept here. Name the folder that vitrina stream shows as "State" with --state.`,
  state_none: (_p: Record<never, never>) =>
    "No state of a stream was found under .vitrina/. Start one with vitrina stream, or name its folder with --state.",
  state_several: (p: { folders: readonly string[] }) =>
    `Several streams keep their state here: ${p.folders.join(", ")}. Choose one with --state.`,
  dead_letter_unknown: (p: { ids: readonly number[] }) =>
    `There is no rejected record with the id ${p.ids.join(", ")}. List them with vitrina dead-letters list --status all.`,
  dead_letter_closed: (p: { id: number; status: "retried" | "dropped" }) =>
    `The rejected record ${p.id} was ${p.status} already. Only open ones can be retried or dropped: vitrina dead-letters list.`,
  dead_letter_cut: (p: { id: number; kept: number; bytes: number }) =>
    `Of the rejected record ${p.id} only the first ${p.kept} of ${p.bytes} bytes were kept, so it cannot be retried as it is. Give it whole with --value or --input, or drop it.`,
  dead_letter_twice: (p: { id: number }) =>
    `The rejected record ${p.id} was named twice. Name it once, with the value that is meant.`,
  late_unknown: (p: { ids: readonly number[] }) =>
    `No late sale with the id ${p.ids.join(", ")} waits. List those that do with vitrina late list.`,
  mended_line: (p: { file: string; line: number }) =>
    `${p.file}, line ${p.line}: not a mended record. Each line is an object with the id of a rejected record and its value, as vitrina dead-letters export writes them.`,
  mended_empty: (p: { file: string }) =>
    `${p.file}: there is no mended record in it. Each line is an object with the id of a rejected record and its value.`,
  control_request: (p: { what: string }) =>
    `The request is not understood (${p.what}). Use the same version of Vitrina for the stream and for this command.`,
  control_failed: (p: { cause: string }) =>
    `The running stream could not do it (${p.cause}). Look at what the stream itself says, and try again.`,
  control_gone: (p: { cause: string }) =>
    `The running stream stopped answering (${p.cause}). Run the command again: what was done is kept, and nothing is done twice.`,
};
