import type { HdfsEntry, WebHdfs } from "./client.ts";

/**
 * What a path names: itself, where there is such a thing, else what its pattern (`*`, `?`, `[…]`) matches, by name.
 * As in a shell a name that begins with a dot is only matched by one that does too.
 */
export async function findEntries(client: WebHdfs, path: string): Promise<HdfsEntry[]> {
  const own = await client.status(path);
  if (own !== null) return [own];
  const parts = path.split("/").slice(1);
  const first = parts.findIndex(isPattern);
  if (first === -1) return [];
  const start = await client.status(`/${parts.slice(0, first).join("/")}`);
  let found = start === null ? [] : [start];
  for (const part of parts.slice(first)) {
    const pattern = regExpOf(part);
    const lists = await Promise.all(
      found.filter(({ type }) => type === "folder").map((folder) => client.list(folder.path)),
    );
    found = lists.flat().filter(({ name }) => pattern.test(name) && (part.startsWith(".") || !name.startsWith(".")));
  }
  return found;
}

function isPattern(part: string): boolean {
  return /[*?[]/.test(part);
}

function regExpOf(pattern: string): RegExp {
  const source = pattern.replace(/\[[!^]?[^\]]+\]|[\s\S]/g, (piece) => {
    if (piece === "*") return ".*";
    if (piece === "?") return ".";
    if (piece.length > 1) return piece.replace(/^\[[!^]/, "[^").replaceAll("\\", "\\\\");
    return piece.replace(/[\\^$.|+(){}[\]*?]/, "\\$&");
  });
  return new RegExp(`^${source}$`, "su");
}
