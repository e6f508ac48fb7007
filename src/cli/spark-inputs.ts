import type { SparkEngine } from "../engines/spark/engine.ts";
import { isAddress } from "../engines/spark/places.ts";
import type { InputFile } from "../sources/files/input-file.ts";
import { peek } from "../sources/files/peek.ts";
import { type ResolveOptions, resolveInputs } from "../sources/files/resolve-inputs.ts";
import { formatByName } from "../sources/files/sniff.ts";

/** What the inputs stand for: paths of this machine's, and addresses of files that the cluster reads where they are. */
export async function resolveClusterInputs(
  inputs: readonly string[],
  engine: SparkEngine,
  local: ResolveOptions,
): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const seen = new Set<string>();
  for (const input of inputs) {
    local.signal?.throwIfAborted();
    const found = isAddress(input) ? await clusterFiles(input, engine) : await resolveInputs([input], local);
    for (const file of found) {
      const place = file.cluster ?? file.path;
      if (!seen.has(place)) files.push(file);
      seen.add(place);
    }
  }
  return files;
}

async function clusterFiles(input: string, engine: SparkEngine): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const { address, bytes } of await engine.files(input)) {
    const common = { shown: address, compression: "none" as const, bytes, cluster: address };
    if (formatByName(address) === "parquet") {
      files.push({ ...common, path: address, format: "parquet" });
      continue;
    }
    const path = await engine.head(address);
    const { format } = await peek({ path, shown: address });
    files.push({ ...common, path, format });
  }
  return files;
}
