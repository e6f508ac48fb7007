import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

/** What the code reads at run time beside itself: copied to the same relative place in dist. */
const assets = new Set([".sql", ".css", ".html", ".js"]);

const root = join(import.meta.dirname, "..");
const source = join(root, "src");
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
compile();
copyAssets();

function compile(): void {
  const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: { tsc: string } };
  // The script itself, not node_modules/.bin/tsc: that is a link on one system and a .cmd file on another.
  const tsc = join(dirname(manifest), bin.tsc);
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    // tsc writes what it can even where types fail: a half-right dist must not stay.
    rmSync(dist, { recursive: true, force: true });
    process.exit(1);
  }
}

function copyAssets(): void {
  for (const path of readdirSync(source, { recursive: true, encoding: "utf8" })) {
    if (!assets.has(extname(path))) continue;
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    copyFileSync(join(source, path), join(dist, path));
  }
}
