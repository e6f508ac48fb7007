import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli } from "../i18n/en/cli.ts";
import type { Session } from "./io.ts";
import { kafkaAccessOnce } from "./kafka-access.ts";

test("a login is read once, however often it is asked for, and not before", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "vitrina-login-"));
  try {
    const flags = { brokers: ["localhost:9092"], user: "shop", passwordFile: "password" };
    const access = kafkaAccessOnce(flags, session(cwd));
    await writeFile(join(cwd, "password"), "se cret\nnot this\n");
    const [first, second] = [await access(), await access()];
    expect(first.sasl).toEqual({ mechanism: "SCRAM-SHA-512", username: "shop", password: "se cret" });
    // As of a pipe, nothing is left.
    await rm(join(cwd, "password"));
    expect([second, await access()]).toEqual([first, first]);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
});

function session(cwd: string): Session {
  const output = { write: () => true };
  return {
    language: "en",
    words: cli,
    io: {
      stdin: process.stdin,
      stdout: output,
      stderr: output,
      env: {},
      cwd,
      now: () => new Date(0),
      signal: new AbortController().signal,
    },
  };
}
