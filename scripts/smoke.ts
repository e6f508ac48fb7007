/**
 * Packs the project as it would be published, installs the package into an empty folder and uses it as a stranger
 * would. Started by `npm run smoke`. Needs a registry (or npm's cache) for the package's own dependencies.
 */
import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const oldestNode = 24;
const windows = process.platform === "win32";
const root = join(import.meta.dirname, "..");

const folder = mkdtempSync(join(tmpdir(), "vitrina-smoke-"));
try {
  const installed = install(pack());
  checkContents(join(installed, "node_modules", "vitrina"));
  checkCommand(installed);
  checkRefusal(installed);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): string {
  npm(root, "pack", "--pack-destination", folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  assert(tarball, "npm pack wrote no .tgz");
  return join(folder, tarball);
}

function install(tarball: string): string {
  const empty = join(folder, "shop");
  mkdirSync(empty);
  writeFileSync(join(empty, "package.json"), "{}");
  npm(empty, "install", "--prefix", empty, "--no-audit", "--no-fund", tarball);
  return empty;
}

function checkContents(packaged: string): void {
  const files = readdirSync(packaged, { recursive: true, encoding: "utf8" });
  for (const name of ["LICENSE", "README.md", "README.es.md", "CHANGELOG.md", join("dist", "web", "index.html")]) {
    assert(files.includes(name), `${name} is not in the package`);
  }
  const stray = files.filter((name) => !name.startsWith("node_modules") && /\.ts$|\.test\./.test(name));
  assert.deepEqual(stray, [], "sources or tests are in the package");
  report(`package: ${files.length} files and folders`);
}

function checkCommand(installed: string): void {
  const help = ok(vitrina(installed, "--help"));
  assert.match(help.stdout, /batch/, "--help does not name the command batch");
  ok(vitrina(installed, "generate", "--rows", "1000", "-o", "v.csv"));
  const batch = ok(vitrina(installed, "batch", "v.csv", "--format", "json"));
  const { quality } = JSON.parse(batch.stdout) as { quality: { read: number; accepted: number; rejected: number } };
  assert.deepEqual([quality.read, quality.accepted, quality.rejected], [1000, 1000, 0]);
  report(`Node ${process.versions.node}: --help, generate and batch work; 1000 read, 1000 accepted`);
}

function checkRefusal(installed: string): void {
  const old = olderNode();
  if (old === undefined) {
    report(`no Node older than ${oldestNode} on this machine: its refusal is not tried`);
    return;
  }
  const bin = join(installed, "node_modules", "vitrina", "bin", "vitrina.mjs");
  const { status, stdout, stderr } = spawnSync(old.path, [bin, "--help"], { cwd: installed, encoding: "utf8" });
  assert.equal(status, 1, `Node ${old.version} must be refused with exit 1: ${stderr}`);
  assert.equal(stdout, "");
  assert.match(stderr, /^vitrina: [^\n]+\n$/);
  assert(stderr.includes(old.version), `the refusal does not name Node ${old.version}: ${stderr}`);
  report(`Node ${old.version}: refused in one line`);
}

/** The first Node on the PATH that is too old for Vitrina; npm scripts put the project's own Node first. */
function olderNode(): { path: string; version: string } | undefined {
  for (const place of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(place, windows ? "node.exe" : "node");
    if (!existsSync(path)) continue;
    const version = spawnSync(path, ["--version"], { encoding: "utf8" }).stdout?.trim().replace("v", "") ?? "";
    if (Number.parseInt(version, 10) < oldestNode) return { path, version };
  }
  return undefined;
}

/** The installed command by the link that npm made for it. */
function vitrina(installed: string, ...args: string[]): SpawnSyncReturns<string> {
  const link = join(installed, "node_modules", ".bin", windows ? "vitrina.cmd" : "vitrina");
  return spawnSync(link, args, { cwd: installed, encoding: "utf8", shell: windows });
}

function npm(cwd: string, ...args: string[]): void {
  const cli = process.env.npm_execpath;
  assert(cli, "start this with `npm run smoke`");
  ok(spawnSync(process.execPath, [cli, ...args], { cwd, encoding: "utf8" }));
}

function ok(run: SpawnSyncReturns<string>): SpawnSyncReturns<string> {
  assert.equal(run.status, 0, `exit ${run.status}\n${run.stdout}\n${run.stderr}${run.error ?? ""}`);
  return run;
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
