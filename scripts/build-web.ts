import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";

/* Builds dist/web, the console, and holds its first page to its budget. */

const root = join(import.meta.dirname, "..");
const target = join(root, "dist", "web");
const assets = join(target, "assets");
/** Built beside and put in place at once: a server at work never sees half of it. */
const fresh = `${target}-${process.pid}`;
/** Compressed, with the chart of the first page. */
const MOST_BYTES = 350_000;

const { build } = await import("vite").catch(() => {
  // `npm ci --omit=dev` installs nothing to build with; then dist/web is what it was.
  process.stdout.write("dist/web: not built, because vite is not installed\n");
  process.exit(0);
});
await build({ configFile: join(root, "web", "vite.config.ts"), logLevel: "warn", build: { outDir: fresh } });
rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);
report();

function report(): void {
  const sizes = new Map(scripts().map((name) => [name, gzipSync(readFileSync(join(assets, name))).length]));
  const first = reachable(["index", "live-page", "chart-engine"]);
  const bytes = first.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  process.stdout.write(
    `dist/web: JavaScript of the first page ${kilobytes(bytes)} of at most ${kilobytes(MOST_BYTES)} compressed, of all pages ${kilobytes(all)}\n`,
  );
  if (bytes > MOST_BYTES) throw new Error(`The first page is too heavy: ${first.join(", ")}`);
}

/** The chunks of that name and what they import at once, not what they ask for later. */
function reachable(names: readonly string[]): string[] {
  const open = scripts().filter((script) => names.some((name) => script.startsWith(`${name}-`)));
  if (open.length < names.length) throw new Error(`Not every one of ${names.join(", ")} is in ${assets}`);
  const seen = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const text = readFileSync(join(assets, name), "utf8");
    for (const [, path] of text.matchAll(/(?:^|[;}])(?:import|export)[^"'`();]*["'`](\.\/[^"'`]+\.js)["'`]/g)) {
      const next = basename(path ?? "");
      if (next === "" || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return [...seen];
}

function scripts(): string[] {
  return readdirSync(assets).filter((name) => name.endsWith(".js"));
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}
