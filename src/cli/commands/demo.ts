import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { declareStreamAddress } from "../stream-options.ts";

/** The options of `vitrina demo` as given. */
export interface DemoFlags {
  readonly rows: number;
  readonly out?: string;
  readonly once?: boolean;
  readonly host?: string;
  readonly port?: number;
  readonly token?: string;
  readonly allowedHost?: readonly string[];
}

export function declareDemo(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { demo } = words;
  const command = declareCommand(declaration, "demo")
    .usage(words.any_options)
    .action((flags: DemoFlags) =>
      choose(async (session) => {
        if (flags.once === true) {
          const { runDemo } = await import("./run-demo.ts");
          return runDemo(flags, session);
        }
        const { runLiveDemo } = await import("./run-live-demo.ts");
        return runLiveDemo(flags, session);
      }),
    );
  declareOption(command, "--rows", demo.rows, { read: readers.rows, otherwise: 100_000 });
  declareOption(command, "--out", demo.out, { shown: demo.out.otherwise });
  declareOption(command, "--once", demo.once);
  declareStreamAddress(command, declaration);
  declareLanguage(command, words);
}
