import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { doctor } from "../../i18n/en/doctor.ts";
import { createFormatter } from "../../i18n/format.ts";
import { checkClock } from "./clock.ts";
import { checkPort } from "./port.ts";
import { checkDuckDb, checkJava, checkNode } from "./runtime.ts";
import { checkDisk, checkMemory, checkStateFolder } from "./storage.ts";

const check = { words: doctor, format: createFormatter({ language: "en", currency: "" }) };
const folder = mkdtempSync(join(tmpdir(), "vitrina-doctor-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("Node.js by its version", () => {
  expect(checkNode(check, "24.21.0")).toMatchObject({ state: "ok", remedy: null });
  const old = checkNode(check, "20.9.0");
  expect([old.state, old.found]).toEqual(["missing", "version 20.9.0"]);
  expect(old.remedy).toMatch(/^Install Node\.js 24 or newer/);
});

test("DuckDB by letting it compute", async () => {
  expect(await checkDuckDb(check)).toMatchObject({ state: "ok", found: expect.stringMatching(/^version v\d/) });
});

test.each([
  ['openjdk version "17.0.15" 2025-04-15', "ok", "version 17.0.15"],
  ['openjdk version "21" 2023-09-19', "ok", "version 21"],
  ['java version "1.8.0_402"', "warning", "version 1.8.0_402 is too old"],
  ["no words about it", "warning", "not found"],
])("Java that says %s", async (says, state, found) => {
  const bin = join(folder, `java-${found.replaceAll(/\W/g, "")}`, "bin");
  mkdirSync(bin, { recursive: true });
  // The real one says it on stderr.
  writeFileSync(join(bin, "java"), `#!/bin/sh\necho '${says}' >&2\n`);
  chmodSync(join(bin, "java"), 0o755);
  const java = await checkJava(check, { ...process.env, JAVA_HOME: join(bin, "..") });
  expect(java).toMatchObject({ state, found });
});

test("without Java it is a warning that says what it would be for", async () => {
  const java = await checkJava(check, { PATH: folder });
  expect([java.state, java.found]).toEqual(["warning", "not found"]);
  expect(java.remedy).toMatch(/^Only needed to run a Kafka or a Spark/);
});

test("memory and disk are enough or not", async () => {
  expect(checkMemory(check, 2e9, 4e9)).toEqual({ id: "memory", state: "ok", found: "2 GB free of 4 GB", remedy: null });
  expect(checkMemory(check, 2e8, 4e9)).toMatchObject({ state: "warning", found: "200 MB free of 4 GB" });
  expect((await checkDisk(check, folder, ".vitrina")).found).toMatch(/^\d.* free for \.vitrina$/);
});

describe("the state folder", () => {
  test("can be written or made, and nothing stays there", async () => {
    const there = await checkStateFolder(check, folder, "state");
    expect([there.finding.state, there.finding.found, there.place]).toEqual(["ok", "state can be written", folder]);
    const below = await checkStateFolder(check, join(folder, "new", "deep"), "new/deep");
    expect([below.finding.found, below.place]).toEqual(["new/deep can be created", folder]);
    expect(Math.abs(there.ahead ?? Number.NaN)).toBeLessThan(5000);
    expect(existsSync(join(folder, "new"))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith(".vitrina-doctor"))).toEqual([]);
  });

  test("that is a file is refused with the reason", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const { finding, ahead } = await checkStateFolder(check, join(file, "state"), "file/state");
    expect([finding.state, finding.found, ahead]).toEqual(["missing", "file/state cannot be written (ENOTDIR)", null]);
  });
});

describe("the clock", () => {
  const facts = {
    now: new Date("2026-11-22T12:00:00Z"),
    ahead: 0,
    newestRecord: null,
    brokerAnswers: false,
  };
  const noon = facts.now.getTime();

  test.each([
    ["as the file system has it", facts, "ok", /as the file system has it$/],
    ["with a Kafka, which does not tell its time", { ...facts, brokerAnswers: true }, "ok", /were not compared\.$/],
    ["that nothing can be compared with", { ...facts, ahead: null }, "ok", /cannot be told$/],
    ["of 1970", { ...facts, now: new Date(0) }, "warning", /cannot be right$/],
    ["behind the file system's", { ...facts, ahead: 60_000 }, "warning", /differs by 1 min 0 sec$/],
    [
      "behind the newest record",
      { ...facts, newestRecord: noon + 3_600_000 },
      "warning",
      /is 60 min 0 sec ahead of it$/,
    ],
    ["with a record a second ahead", { ...facts, newestRecord: noon + 1000, brokerAnswers: true }, "ok", /has it$/],
  ] as const)("%s", (_, given, state, found) => {
    expect(checkClock(check, given)).toMatchObject({ id: "clock", state, found: expect.stringMatching(found) });
  });
});

describe("the console's port", () => {
  test.each([
    ["a Vitrina", { "/healthz": '{"vitrina":"0.1.0"}' }, "ok", /used by a Vitrina/],
    ["a Spark", { "/api/v1/version": '{"spark" : "3.5.7"}' }, "warning", /taken by the console of a Spark/],
    ["somebody else", {}, "warning", /taken by (?!the console)/],
  ] as const)("taken by %s", async (_, answers, state, found) => {
    const server = createServer(({ url = "" }, response) => {
      response.end(Object.entries(answers).find(([path]) => path === url)?.[1] ?? "hello");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      expect(await checkPort(check, port)).toMatchObject({ state, found: expect.stringMatching(found) });
      if (process.platform === "linux" && state === "warning" && Object.keys(answers).length === 0) {
        expect((await checkPort(check, port)).found).toContain(`(process ${process.pid})`);
      }
    } finally {
      server.close();
    }
    expect(await checkPort(check, port)).toMatchObject({ state: "ok", found: `${port} is free` });
  });
});
