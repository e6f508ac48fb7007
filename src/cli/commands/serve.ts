import { type Declaration, declareCommand, declareLanguage } from "../declaration.ts";
import { declareStreamAddress, declareStreamOptions } from "../stream-options.ts";
import type { StreamFlags } from "./stream.ts";

/** The options of `vitrina serve` as given: those of a stream, and the address is the server's. */
export type ServeFlags = StreamFlags;

export function declareServe(declaration: Declaration): void {
  const { words, choose } = declaration;
  const command = declareCommand(declaration, "serve")
    .usage(words.any_options)
    .action((flags: ServeFlags) =>
      choose(async (session) => {
        const { runServe } = await import("./run-serve.ts");
        return runServe(flags, session);
      }),
    );
  declareStreamOptions(command, declaration, { otherwise: "simulator" });
  declareStreamAddress(command, declaration);
  declareLanguage(command, words);
}
