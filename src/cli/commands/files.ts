import { Argument } from "commander";
import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";

const ACTIONS = ["ls", "put", "get"] as const;
export type FilesAction = (typeof ACTIONS)[number];

/** The options of `vitrina files` as given. */
export interface FilesFlags {
  readonly webhdfs?: string;
  readonly user?: string;
  readonly force?: boolean;
  readonly format: "table" | "json";
}

export function declareFiles(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { files } = words;
  const command = declareCommand(declaration, "files")
    .usage(`${files.action.name} ${files.paths.name}... ${words.any_options}`)
    .addArgument(
      new Argument(`<${files.action.name}>`, files.action.text).argParser(readers.oneOf(ACTIONS)(files.action.name)),
    )
    .addArgument(new Argument(`<${files.paths.name}...>`, files.paths.text))
    .action((action: FilesAction, paths: readonly string[], flags: FilesFlags) =>
      choose(async (session) => {
        const { runFiles } = await import("./run-files.ts");
        return runFiles({ action, paths, flags }, session);
      }),
    );
  declareOption(command, "--webhdfs", files.webhdfs);
  declareOption(command, "--user", files.user);
  declareOption(command, "--force", files.force);
  declareOption(command, "--format", files.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareLanguage(command, words);
}
