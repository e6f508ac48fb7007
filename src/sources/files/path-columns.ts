import type { PathColumn } from "../../model/source-shape.ts";

/** What Hive and Spark write where there is no value. */
const NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

/**
 * The columns that Spark, Hive and DuckDB keep in the names of folders, such as `category=Ropa`, of a path as the person
 * named it. Of two folders with the same column the inner one counts.
 */
export function pathColumns(shown: string): PathColumn[] {
  const columns = new Map<string, PathColumn>();
  for (const folder of shown.split(/[\\/]/).slice(0, -1)) {
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(folder)?.map(decoded) ?? [];
    if (name !== "") columns.set(name.toLowerCase(), { name, value: value === NO_VALUE ? null : value });
  }
  return [...columns.values()];
}

/** Characters that no folder may have in its name are written as in an address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll("\0", "");
  } catch {
    return text;
  }
}
