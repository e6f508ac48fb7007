import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";

/** The options of `vitrina demo` as given. */
export interface DemoFlags {
  readonly rows: number;
  readonly out?: string;
}

export function declareDemo(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { demo } = words;
  const command = declareCommand(declaration, "demo")
    .usage(words.any_options)
    .action((flags: DemoFlags) =>
      choose(async (session) => {
        const { runDemo } = await import("./run-demo.ts");
        return runDemo(flags, session);
      }),
    );
  declareOption(command, "--rows", demo.rows, { read: readers.rows, otherwise: 100_000 });
  declareOption(command, "--out", demo.out, { shown: demo.out.otherwise });
  declareLanguage(command, words);
}
