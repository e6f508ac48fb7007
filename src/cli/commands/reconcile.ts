import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { type DeskFlags, declareState } from "../desk/desk-flags.ts";

/** The options of `vitrina reconcile` as given. */
export interface ReconcileFlags extends DeskFlags {
  readonly format: "table" | "json";
}

export function declareReconcile(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { reconcile: help } = words;
  const command = declareCommand(declaration, "reconcile")
    .usage(words.any_options)
    .action((flags: ReconcileFlags) =>
      choose(async (session) => {
        const { runReconcile } = await import("./run-reconcile.ts");
        return runReconcile(flags, session);
      }),
    );
  declareState(command, help);
  declareOption(command, "--format", help.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareLanguage(command, words);
}
