import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Mapping } from "../model/mapping.ts";
import { readError } from "../sources/files/read-error.ts";

export interface MappingFlags {
  readonly mapping?: string;
  readonly currency?: string;
  readonly timeZone?: string;
}

/** The mapping file, if one is named, with what the line says over it. Throws UserError. */
export async function readMapping({ mapping: file, currency, timeZone }: MappingFlags, cwd: string): Promise<Mapping> {
  const mapping = file === undefined ? {} : await readMappingFile(file, cwd);
  return {
    ...mapping,
    ...(currency === undefined ? {} : { currency }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
  };
}

async function readMappingFile(file: string, cwd: string): Promise<Mapping> {
  // Most runs need no YAML.
  const { parseMapping } = await import("../model/mapping.ts");
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    throw readError(error, file);
  }
  return parseMapping(text, file);
}
