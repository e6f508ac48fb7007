import { checkCompressed } from "./check-compressed.ts";
import { checkJsonArray } from "./check-json-array.ts";
import { hashFile } from "./hash.ts";
import type { InputFile } from "./input-file.ts";
import { readError } from "./read-error.ts";

/**
 * SHA-256 of each file, in order, once every compressed one and every JSON array has proved to be whole. Meant to run beside the engine,
 * one file after the other so that a folder of thousands opens few at a time; results must wait for it. A cluster's own
 * file is not read here: its hash is an empty text.
 */
export async function verifyInputs(files: readonly InputFile[], signal?: AbortSignal): Promise<string[]> {
  const hashes: string[] = [];
  for (const file of files) {
    if (file.cluster !== undefined) {
      hashes.push("");
      continue;
    }
    try {
      const [hash] = await Promise.all([
        hashFile(file.path, signal),
        checkCompressed(file, signal),
        checkJsonArray(file, signal),
      ]);
      hashes.push(hash);
    } catch (error) {
      throw readError(error, file.shown);
    }
  }
  return hashes;
}
