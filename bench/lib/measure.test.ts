import { expect, test } from "vitest";
import { measure } from "./measure.ts";

const node = (script: string) => measure([process.execPath, "--eval", script]);

test("a process that ends well gives its output and no failure", async () => {
  const { stdout, failure, seconds } = await node("process.stdout.write('done')");
  expect({ stdout, failure }).toEqual({ stdout: "done", failure: undefined });
  expect(seconds).toBeGreaterThan(0);
});

test("memory that only a child holds counts, where the system tells", async () => {
  const child = "const held = Buffer.alloc(200 * 2 ** 20, 1); setTimeout(() => held.length, 1000)";
  const { peakBytes } = await node(`child_process.spawn(process.execPath, ["--eval", ${JSON.stringify(child)}])`);
  if (process.platform === "win32") expect(peakBytes).toBeUndefined();
  else expect(peakBytes).toBeGreaterThan(200 * 2 ** 20);
});

test("a failure is told by the last line of stderr", async () => {
  const { failure } = await node("console.error('first\\nthe disk is full\\n'); process.exit(3)");
  expect(failure).toBe("the disk is full (exit code 3)");
});

test("a command that is not there fails without throwing", async () => {
  const { failure } = await measure(["/no/such/command"]);
  expect(failure).toMatch(/no such file|ENOENT/i);
});

test("a process that takes too long is ended", async () => {
  const { failure } = await measure([process.execPath, "--eval", "setTimeout(() => {}, 60_000)"], {
    timeoutSeconds: 0.5,
  });
  expect(failure).toBe("ended after 0.5 s without finishing");
});
