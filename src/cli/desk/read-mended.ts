import { readFile } from "node:fs/promises";
import type { Retry } from "../../model/stream/aside.ts";
import { UserError } from "../../model/user-error.ts";
import { errorCode } from "../../sinks/files/system-error.ts";

/** What this version of the language has and its types do not know yet. */
interface SourceAwareJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}
const sourceAware = JSON as unknown as SourceAwareJson;

/**
 * Mended records: lines {id, value} as `export` writes them; the value is a JSON object, or a text that stands for the
 * record as it is. Without one the record is replayed as it was kept. `shown` names the file in errors.
 * @throws {UserError} file_not_found, input_not_readable, mended_line, mended_empty
 */
export async function readMended(path: string, shown: string): Promise<Retry[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const code = errorCode(error);
    throw code === "ENOENT"
      ? new UserError("file_not_found", { file: shown }, { cause: error })
      : new UserError("input_not_readable", { file: shown, cause: code }, { cause: error });
  });
  const retries = text
    .replace(/^\ufeff/, "")
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [retryOf(line, shown, index + 1)]));
  if (retries.length === 0) throw new UserError("mended_empty", { file: shown });
  return retries;
}

function retryOf(line: string, file: string, number: number): Retry {
  const refused = () => new UserError("mended_line", { file, line: number });
  let found: unknown;
  try {
    // 12.10 and ids of many digits stay as they were written.
    found = sourceAware.parse(line, (_key, value, { source }) =>
      typeof value === "number" && source !== undefined ? sourceAware.rawJSON(source) : value,
    );
  } catch {
    throw refused();
  }
  if (typeof found !== "object" || found === null) throw refused();
  const { id, value = null, value_base64: encoded } = found as Record<string, unknown>;
  const name = Number(JSON.stringify(id));
  if (!Number.isSafeInteger(name) || name < 1) throw refused();
  if (typeof encoded === "string" && value === null) return { id: name, value: Buffer.from(encoded, "base64") };
  if (value === null) return { id: name, value: null };
  if (typeof value === "string") return { id: name, value: Buffer.from(value) };
  if (typeof value !== "object") throw refused();
  return { id: name, value: Buffer.from(JSON.stringify(value)) };
}
