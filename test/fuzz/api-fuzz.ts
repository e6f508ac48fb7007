/**
 * Asks the server of a made-up shop what its OpenAPI document allows, and much that it does not:
 *
 *     node test/fuzz/api-fuzz.ts [--minutes 5] [--seed 1]
 *
 * Schemathesis comes from PyPI into a temporary folder. Left out: the endless stream of events, and pushed sales, which
 * are NDJSON. Ends with 1 where an answer is a 5xx or not what the document says.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const SCHEMATHESIS = "schemathesis==4.32.5";
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
];
/** What the server takes from one sender. */
const RATE = "40/s";
const LEFT_OUT = ["/api/live", "/api/ingest"];

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, seed: { type: "string", default: "1" } },
});
const folder = mkdtempSync(join(tmpdir(), "vitrina-api-fuzz-"));
const token = randomUUID();
const server = spawn(
  process.execPath,
  [
    join(import.meta.dirname, "..", "..", "src", "cli", "main.ts"),
    "demo",
    "--port",
    "0",
    "--out",
    folder,
    "--lang",
    "en",
  ],
  { env: { ...process.env, VITRINA_TOKEN: token }, stdio: ["ignore", "ignore", "pipe"] },
);
try {
  process.exitCode = await fuzz(await addressOf(server));
} finally {
  const gone = once(server, "exit");
  server.kill("SIGINT");
  await gone;
  rmSync(folder, { recursive: true, force: true });
}

async function fuzz(address: string): Promise<number> {
  const tools = join(folder, "tools");
  await run("python3", ["-m", "venv", tools]);
  await run(join(tools, "bin", "pip"), ["install", "--quiet", SCHEMATHESIS]);
  return run(join(tools, "bin", "schemathesis"), [
    ...["run", `${address}/openapi.json`, "--header", `Authorization: Bearer ${token}`],
    ...["--checks", CHECKS.join(","), ...LEFT_OUT.flatMap((path) => ["--exclude-path", path])],
    ...["--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--rate-limit", RATE, "--seed", values.seed],
    ...["--max-time", String(Math.ceil(Number(values.minutes) * 60))],
  ]);
}

async function run(command: string, args: string[]): Promise<number> {
  const [status] = await once(spawn(command, args, { cwd: folder, stdio: "inherit" }), "exit");
  return status ?? 1;
}

/** The address is in a line of its own; what is said after it is passed on. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error("nothing can be read of the server");
  const lines = createInterface({ input: stderr });
  for await (const line of lines) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (address === undefined) continue;
    lines.close();
    stderr.pipe(process.stderr);
    return address;
  }
  throw new Error("the server ended before it said where it is");
}
