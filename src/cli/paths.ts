import { isAbsolute, relative, sep } from "node:path";
import { printable } from "../sinks/console/printable.ts";

/** A path as the reader can use it from `cwd`: relative where it lies below, else absolute. A folder ends in a slash. */
export function shownPath(absolute: string, cwd: string, kind: "file" | "folder"): string {
  const below = relative(cwd, absolute);
  const outside = below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below);
  const path = outside ? absolute : below === "" ? "." : below;
  return printable(kind === "folder" && !path.endsWith(sep) ? `${path}${sep}` : path);
}

/** Whether a place is an address such as hdfs://host/folder. */
export function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(place);
}
