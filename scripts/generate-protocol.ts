import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/*
 * Writes the code of the Spark Connect protocol from its .proto files. Run it after each change of one. A test runs it
 * into another folder (the only argument) and compares.
 */

const root = join(import.meta.dirname, "..");
const protocol = join(root, "src", "engines", "spark", "connect", "protocol");
const out = process.argv[2] ?? join(protocol, "generated");

// Not target=ts: its enums are no types to strip, so Node could not run them.
const template = {
  version: "v2",
  plugins: [{ local: "protoc-gen-es", out, opt: ["target=js+dts", "import_extension=js"] }],
};

const unchecked = ["lint", "format", "assist"].map((kind) => `// biome-ignore-all ${kind}: generated`).join("\n");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { status } = spawnSync("buf", ["generate", protocol, "--template", JSON.stringify(template)], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter) },
});
if (status !== 0) process.exit(1);
for (const name of readdirSync(out)) {
  const path = join(out, name);
  writeFileSync(path, `${unchecked}\n${readFileSync(path, "utf8")}`);
}
