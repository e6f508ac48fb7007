import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isOutputName } from "./journal.ts";

const SUMMARY = "summary.json";

/**
 * Names of what the previous run wrote to a folder, by its summary. Without a summary nothing counts as ours,
 * and names that lead elsewhere never do.
 */
export async function previousOutputs(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, SUMMARY), "utf8").catch(() => "");
  const { vitrina, outputs } = parse(text);
  if (typeof vitrina !== "string" || !Array.isArray(outputs)) return [];
  const paths = outputs.map((output: { path?: unknown } | null) => String(output?.path ?? ""));
  return [...new Set(paths.filter(isOutputName)), SUMMARY];
}

function parse(text: string): { readonly vitrina?: unknown; readonly outputs?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
