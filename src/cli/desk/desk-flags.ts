import type { Command } from "commander";
import { UserError } from "../../model/user-error.ts";
import { declareOption } from "../declaration.ts";
import { type Session, tell } from "../io.ts";

/** The options that all commands on a stream's state share. */
export interface DeskFlags {
  readonly state?: string;
}

interface Words {
  readonly state: { readonly value: string; readonly text: string };
}

export function declareState(command: Command, { state }: Words): void {
  declareOption(command, "--state", state);
}

/** A number from 1. Throws UserError "bad_option". */
export function counted(expected: string) {
  return (option: string) =>
    (text: string): number => {
      if (!/^[1-9]\d{0,14}$/.test(text)) throw new UserError("bad_option", { option, value: text, expected });
      return Number(text);
    };
}

/** For an argument that may come several times. */
export function countedList(name: string, expected: string) {
  const read = counted(expected)(name);
  return (text: string, before: unknown): number[] => [...(Array.isArray(before) ? before : []), read(text)];
}

/** A line that the parser lets through and that makes no sense. Returns the exit code. */
export async function wrongUsage(command: string, sentence: string, session: Session): Promise<number> {
  await tell(session, `${sentence} ${session.words.see_help({ command: `vitrina ${command}` })}`);
  return 2;
}
