import { cliHelp as english } from "../../i18n/en/cli-help.ts";
import { cliHelp as spanish } from "../../i18n/es/cli-help.ts";
import { UserError } from "../../model/user-error.ts";
import { isHdfsAddress } from "../../sources/hdfs/address.ts";
import type { Session } from "../io.ts";
import type { FilesAction, FilesFlags } from "./files.ts";
import { copyFiles } from "./files-copy.ts";
import { listFiles } from "./files-list.ts";
import { getMoves, putMoves } from "./files-moves.ts";

interface FilesLine {
  readonly action: FilesAction;
  readonly paths: readonly string[];
  readonly flags: FilesFlags;
}

/** `vitrina files`. Returns the exit code. */
export async function runFiles({ action, paths, flags }: FilesLine, session: Session): Promise<number> {
  const { expected } = (session.language === "es" ? spanish : english).files;
  switch (action) {
    case "ls":
      await listFiles(paths.map(addressIn("ls", expected.address)), flags, session);
      return 0;
    case "put": {
      const { sources, last } = split(paths, "put", expected.put);
      const to = addressIn("put", expected.put)(last);
      await copyFiles("send", await putMoves({ sources, to, flags }, session), flags, session);
      return 0;
    }
    case "get": {
      const { sources, last } = split(paths, "get", expected.get);
      if (isHdfsAddress(last))
        throw new UserError("bad_option", { option: "get", value: last, expected: expected.get });
      const from = sources.map(addressIn("get", expected.get));
      await copyFiles("receive", await getMoves({ from, to: last, flags }, session), flags, session);
      return 0;
    }
  }
}

function addressIn(option: FilesAction, expected: string) {
  return (text: string): string => {
    if (!isHdfsAddress(text)) throw new UserError("bad_option", { option, value: text, expected });
    return text;
  };
}

function split(paths: readonly string[], option: FilesAction, expected: string) {
  const sources = paths.slice(0, -1);
  const last = paths.at(-1) ?? "";
  if (sources.length === 0) throw new UserError("bad_option", { option, value: last, expected });
  return { sources, last };
}
