import { stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { MappingNeeded } from "../model/propose/mapping-needed.ts";
import { renderProposal } from "../model/propose/render-proposal.ts";
import { UserError } from "../model/user-error.ts";
import { printable } from "../sinks/console/printable.ts";
import { writeError } from "../sinks/files/system-error.ts";
import { print, type Session, tell } from "./io.ts";

/** A proposal never replaces a file: whoever corrected one by hand must not lose it. Says so and returns true. */
export async function proposalExists(file: string, session: Session): Promise<boolean> {
  const exists = await stat(resolve(session.io.cwd, file)).then(
    () => true,
    () => false,
  );
  if (exists) await tell(session, printable(session.words.proposal_exists({ file })));
  return exists;
}

/** Hands over the mapping that would be used: to a file, else to stdout unless a program reads there. Always throws. */
export async function offerProposal(
  { file, proposal }: MappingNeeded,
  { propose, format }: { readonly propose?: string; readonly format: "table" | "json" },
  session: Session,
): Promise<never> {
  const { gaps } = proposal;
  const yaml = renderProposal(proposal, file, session.language);
  if (propose !== undefined) {
    try {
      await writeFile(resolve(session.io.cwd, propose), yaml, { flag: "wx" });
    } catch (error) {
      throw writeError(error, propose);
    }
    throw new UserError("mapping_needed", { file, gaps, proposal: { file: propose } });
  }
  if (format === "json") throw new UserError("mapping_needed", { file, gaps, proposal: "nowhere" });
  await print(session, yaml);
  throw new UserError("mapping_needed", { file, gaps, proposal: "stdout" });
}
