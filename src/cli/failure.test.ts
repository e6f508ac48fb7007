import { expect, test } from "vitest";
import { runInProcess } from "../../test/fixtures/cli.ts";
import { cli } from "../i18n/en/cli.ts";
import { UserError } from "../model/user-error.ts";
import { reportFailure } from "./failure.ts";
import type { Session } from "./io.ts";

test("what a person can mend is said as it is, in the reader's language, with nothing around it", async () => {
  const error = new UserError("file_empty", { file: "sales.csv" });
  expect(await report(error)).toEqual({ code: 1, stderr: `${error.message}\n` });
  const { stderr } = await report(error, { language: "es" });
  expect(stderr).toMatch(/^sales\.csv: el archivo está vacío\..*\n$/);
});

test("a value of an option that is not understood is wrong usage", async () => {
  const error = new UserError("bad_option", { option: "--days", value: "0", expected: "1" });
  expect((await report(error)).code).toBe(2);
});

test("names from data cannot break the line or steer the terminal", async () => {
  const { stderr } = await report(new UserError("file_empty", { file: "a\n\x1b[31mb.csv" }));
  expect(stderr).toMatch(/^a\\n\\x1b\[31mb\.csv: .*\n$/);
});

test("anything else is a defect: one line, and where it happened only for who asks", async () => {
  const error = new Error("no such\x1b thing\nat all", { cause: new RangeError("deeper") });
  const { code, stderr } = await report(error);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^This is a defect of Vitrina, not of your data: no such\\x1b thing\. .*VITRINA_DEBUG=1.*\n$/);
  const detailed = await report(error, { env: { VITRINA_DEBUG: "1" } });
  expect(detailed.stderr).toContain("failure.test.ts");
  expect(detailed.stderr).toContain("RangeError: deeper");
});

test("after a signal nothing else is said", async () => {
  const signal = AbortSignal.abort(new DOMException("stopped by SIGHUP", "SIGHUP"));
  expect(await report(new Error("query interrupted"), { signal })).toEqual({ code: 129, stderr: `${cli.stopped}\n` });
});

test("a full disk under stdout is a failure, unlike a closed pipe", async () => {
  const failing = (code: string) => ({
    write(_text: string, done: (error?: Error) => void) {
      done(Object.assign(new Error(`write ${code}`), { code }));
      return true;
    },
  });
  expect((await runInProcess(["--help"], { stdout: failing("EPIPE") })).code).toBe(0);
  const { code, stderr } = await runInProcess(["--help"], { stdout: failing("ENOSPC") });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^stdout: the disk is full\. .*\n$/) });
});

interface Surroundings {
  readonly language?: "en" | "es";
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

async function report(error: unknown, { language = "en", env = {}, signal }: Surroundings = {}) {
  let stderr = "";
  const output = {
    write(text: string, done: () => void) {
      stderr += text;
      done();
      return true;
    },
  };
  const session: Session = {
    language,
    words: cli,
    io: {
      stdin: process.stdin,
      stdout: output,
      stderr: output,
      env,
      cwd: process.cwd(),
      now: () => new Date(),
      signal: signal ?? new AbortController().signal,
    },
  };
  return { code: await reportFailure(error, session), stderr };
}
