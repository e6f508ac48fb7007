import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { rolldown } from "rolldown";

/*
 * Builds dist/js for the package (scripts/build-web.ts builds the console beside it): the code of src in few files, because a command line that loads hundreds takes longer to
 * start than most shops' files to read. Packages stay packages, but for those that every command loads: their many small
 * files go in too, with their licences beside. Types are the business of `npm run types`.
 */

const root = join(import.meta.dirname, "..");
const source = join(root, "src");
/** As deep as a file of src/cli: from there package.json is two folders up. */
const target = join(root, "dist", "js");

const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};

const BUNDLED = ["@duckdb/node-api", "commander"];

rmSync(target, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: join(source, "cli", "main.ts") },
  platform: "node",
  external: Object.keys(dependencies).filter((name) => !BUNDLED.includes(name)),
});
await bundle.write({ dir: target, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" });
await bundle.close();
copyAssets();
writeFileSync(join(target, "licenses.txt"), BUNDLED.map(licenseOf).join("\n\n"));

/** What the code reads at run time beside itself: statements by name, style sheets in their folder. */
function copyAssets(): void {
  for (const path of readdirSync(source, { recursive: true, encoding: "utf8" })) {
    const kind = extname(path);
    if (kind !== ".sql" && kind !== ".css") continue;
    const folder = kind === ".css" ? basename(dirname(path)) : "";
    mkdirSync(join(target, folder), { recursive: true });
    copyFileSync(join(source, path), join(target, folder, basename(path)));
  }
}

function licenseOf(name: string): string {
  const folder = join(root, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return `${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf8")}`;
}
