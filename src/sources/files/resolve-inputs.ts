import { realpath, rename, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { UserError } from "../../model/user-error.ts";
import { type FoundFile, findFiles } from "./find-files.ts";
import type { InputFile } from "./input-file.ts";
import { readError } from "./read-error.ts";
import { readHead } from "./read-head.ts";
import { sniffFormat } from "./sniff.ts";
import { STDIN_SHOWN, spoolStdin } from "./spool-stdin.ts";

const SNIFF_BYTES = 64 * 1024;

export interface ResolveOptions {
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  /** Folder for what standard input brings; it is created. The caller removes it when the run is over. */
  readonly spoolFolder: string;
  readonly signal?: AbortSignal;
}

/**
 * The files that a command's inputs stand for: files, folders with all below them, patterns, `file://` addresses
 * and `-` for standard input. Inputs keep their order; within a folder or a pattern names are in natural order
 * (2 before 10). A file that is named twice is read once. Throws UserError for what is not there or not readable.
 */
export async function resolveInputs(inputs: readonly string[], options: ResolveOptions): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const seen = new Set<string>();
  for (const input of inputs) {
    if (isStdin(input)) {
      if (!seen.has("-")) files.push(await fromStdin(options));
      seen.add("-");
      continue;
    }
    for (const found of await findFiles(localPath(input), options.cwd)) {
      const real = await realpath(found.path);
      if (seen.has(real)) continue;
      seen.add(real);
      files.push(await identify(found));
    }
  }
  return files;
}

function isStdin(input: string): boolean {
  return input === "-" || input === "/dev/stdin";
}

async function fromStdin({ stdin, spoolFolder, signal }: ResolveOptions): Promise<InputFile> {
  const path = await spoolStdin(stdin, spoolFolder, signal);
  const file = await identify({ path, shown: STDIN_SHOWN });
  const named = `${path}.${file.format}${file.compression === "none" ? "" : `.${file.compression}`}`;
  await rename(path, named);
  return { ...file, path: named };
}

function localPath(input: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(input)?.[1]?.toLowerCase();
  if (scheme === undefined) return input;
  if (scheme !== "file") throw new UserError("address_not_read", { address: input, scheme });
  try {
    return fileURLToPath(input);
  } catch (error) {
    throw new UserError("bad_file_address", { address: input }, { cause: error });
  }
}

async function identify({ path, shown }: FoundFile): Promise<InputFile> {
  try {
    const { size } = await stat(path);
    const { compression, bytes } = await readHead(path, SNIFF_BYTES);
    const text = new TextDecoder(bytes[1] === 0 ? "utf-16le" : "utf-8").decode(bytes);
    return { path, shown, compression, format: sniffFormat(text, path), bytes: size };
  } catch (error) {
    throw readError(error, shown);
  }
}
