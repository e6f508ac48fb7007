import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { needHdfsPrograms } from "./need-hdfs.ts";
import { needSparkPrograms } from "./need-spark.ts";
import { takeTurn } from "./turn.ts";

const SERVICES = join(import.meta.dirname, "..", "..", "services");

needHdfsPrograms();
needSparkPrograms();
needSparkPrograms("4.1");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-up-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// They may have to wait for their turn.
const PATIENCE = { timeout: 900_000 };

test(
  "hdfs: up prints the address and stays, down stops it, and kept files are there the next time",
  PATIENCE,
  async () => {
    const turn = await takeTurn();
    try {
      const args = ["--port", "0", "--http-port", "0", "--data", folder];
      const first = await up("hdfs", args, /WebHDFS.*: (http:\S+)/);
      const made = await fetch(`${first.page}/webhdfs/v1/kept?op=MKDIRS&user.name=${userInfo().username}`, {
        method: "PUT",
      });
      expect(await made.json()).toEqual({ boolean: true });
      await down("hdfs", first);

      const second = await up("hdfs", args, /WebHDFS.*: (http:\S+)/);
      const listed = await fetch(`${second.page}/webhdfs/v1/?op=LISTSTATUS&user.name=${userInfo().username}`);
      expect(await listed.json()).toMatchObject({ FileStatuses: { FileStatus: [{ pathSuffix: "kept" }] } });
      second.child.kill("SIGINT");
      expect(await second.ended).toEqual([0, null]);
      await expect(fetch(second.page)).rejects.toThrow();
    } finally {
      turn.end();
    }
  },
);

test(
  "spark: the other line starts the same way, with the settings given, and keeps its history",
  PATIENCE,
  async () => {
    const turn = await takeTurn();
    try {
      const conf = ["--conf", "spark.sql.shuffle.partitions=3", "--master", "local[1]"];
      const args = ["--line", "4.1", "--port", "0", "--ui-port", "0", "--data", folder, ...conf];
      const spark = await up("spark", args, /Spark.*: (http:\S+)/);
      expect(spark.address).toMatch(/^sc:\/\/127\.0\.0\.1:\d+$/);
      expect(await (await fetch(`${spark.page}/api/v1/version`)).json()).toEqual({ spark: "4.1.1" });
      const [{ id }] = (await (await fetch(`${spark.page}/api/v1/applications`)).json()) as [{ id: string }];
      expect(await (await fetch(`${spark.page}/api/v1/applications/${id}/environment`)).json()).toMatchObject({
        sparkProperties: expect.arrayContaining([
          ["spark.sql.shuffle.partitions", "3"],
          ["spark.master", "local[1]"],
        ]),
      });
      await down("spark", spark);
      expect(existsSync(join(folder, "events", `eventlog_v2_${id}`, `appstatus_${id}`))).toBe(true);
    } finally {
      turn.end();
    }
  },
);

test.each([
  ["spark", ["start"], '"start" no es una orden. Usar up, down o fetch.'],
  ["spark", ["up", "--line", "3.4"], '--line: no se conoce "3.4". Se esperaba 3.5 o 4.1.'],
  ["spark", ["up", "--memory", "much"], '--memory: no se entiende "much". Se esperaba un tamaño como 512m o 2g.'],
  ["spark", ["up", "--workers", "3"], "--workers solo funciona con --cluster."],
  [
    "spark",
    ["up", "--cluster", "--master", "local[2]"],
    "--cluster y --master no se pueden combinar. Quitar una de las dos.",
  ],
  [
    "spark",
    ["up", "--conf", "shuffle"],
    '--conf: no se entiende "shuffle". Se esperaba CLAVE=VALOR, por ejemplo spark.sql.shuffle.partitions=4.',
  ],
  ["hdfs", ["up", "--http-port", "x"], '--http-port: no se entiende "x". Se esperaba un número entero de 0 a 65535.'],
])("%s %j is wrong usage, said in the reader's language", async (service, args, sentence) => {
  const child = command(service, args, "es");
  const said = text(child.stderr);
  expect([await once(child, "exit"), await said]).toEqual([[2, null], `${sentence}\n`]);
});

async function up(service: string, args: readonly string[], pages: RegExp) {
  const child = command(service, ["up", ...args], "en");
  const ended = once(child, "exit");
  let said = "";
  const page = new Promise<string>((resolve) => {
    child.stderr.on("data", (part) => {
      said += String(part);
      const [, url] = pages.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const early = ended.then(() => Promise.reject(new Error(said)));
  const [address] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), early]);
  return { child, ended, address: String(address), page: await page };
}

async function down(service: string, running: Awaited<ReturnType<typeof up>>): Promise<void> {
  const port = new URL(running.address).port;
  const child = command(service, ["down", "--port", port], "en");
  const said = text(child.stderr);
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await said).toMatch(new RegExp(`^(HDFS|Spark) on port ${port} is stopped\\.\\n$`));
  expect(await running.ended).toEqual([0, null]);
}

function command(service: string, args: readonly string[], language: string) {
  return spawn(process.execPath, [join(SERVICES, `${service}.ts`), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: language },
  });
}
