/** Whether bytes are a JSON object as DuckDB sees it, which takes no text with half a character. */
export function isJsonObject(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && !HALF_CHARACTER.test(JSON.stringify(value));
  } catch {
    return false;
  }
}

/** JSON.stringify spells a surrogate only where it stands alone. */
const HALF_CHARACTER = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;
