import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";

const cwd = mkdtempSync(join(tmpdir(), "vitrina-doctor-run-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Nobody listens on port 1. */
const NOBODY = "127.0.0.1:1";
const CHECKS = ["node", "duckdb", "java", "memory", "state", "disk", "clock", "port"];
const REST = ["broker", "login", "topic", "terminal", "language"];

test("a Kafka that was named and is not there is missing: exit 1, in JSON", async () => {
  const { code, stdout, stderr } = await doctor(["--brokers", NOBODY, "--format", "json"]);
  const { ok, checks } = JSON.parse(stdout);
  expect([code, ok, stderr]).toEqual([1, false, ""]);
  expect(checks.map(({ id }: { id: string }) => id)).toEqual([...CHECKS, ...REST]);
  const [broker, login, topic] = checks.slice(CHECKS.length);
  expect([broker.state, broker.found]).toEqual(["missing", `nobody answers at ${NOBODY}`]);
  expect(broker.remedy).toContain("--brokers host:port");
  expect([login.state, topic.state]).toEqual(["skipped", "skipped"]);
});

test.each([
  ["en", "✗ missing      Kafka", "Missing: Kafka. Each line above says what to do."],
  ["es", "✗ falta        Kafka", "Falta: Kafka. Cada línea de arriba dice qué hacer."],
])("as text in %s, in 80 columns", async (language, line, closing) => {
  const { stdout } = await doctor(["--brokers", NOBODY, "--lang", language], { columns: 80 });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.some((each) => each.startsWith(line))).toBe(true);
  expect(lines.at(-1)).toBe(closing);
  expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(80);
});

function doctor(options: readonly string[], terminal?: { columns: number }) {
  const env = { PATH: process.env.PATH, NO_COLOR: "1" };
  return runInProcess(["doctor", "--port", "0", ...options], {
    cwd,
    env,
    ...(terminal === undefined ? {} : { terminal }),
  });
}
