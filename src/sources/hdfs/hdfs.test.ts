import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { needHdfs } from "../../../test/services/need-hdfs.ts";
import { openWebHdfs, type WebHdfs } from "./client.ts";
import { HdfsFailure } from "./failure.ts";
import { getFile } from "./get-file.ts";
import { findEntries } from "./glob.ts";
import { putFile } from "./put-file.ts";
import { DiffersError } from "./transfer.ts";

const MEBIBYTE = 1024 * 1024;
const needed = needHdfs({ config: { "dfs.blocksize": MEBIBYTE, "dfs.permissions.superusergroup": "admins" } });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-hdfs-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a file of several blocks goes there and comes back, proved by HDFS's own checksum", async () => {
  const { client, transfer, moved } = setUp();
  const content = randomBytes(5 * MEBIBYTE + 700);
  writeFileSync(join(folder, "sales"), content);
  expect(await putFile(putOf("sales", "/whole/ventas 100%/año+ñ.csv"), transfer)).toBe("checksum");
  expect(await client.list("/whole/ventas 100%")).toMatchObject([
    {
      path: "/whole/ventas 100%/año+ñ.csv",
      name: "año+ñ.csv",
      type: "file",
      size: content.length,
      blockSize: MEBIBYTE,
    },
  ]);
  expect(await getFile(await entryOf(client, "/whole/ventas 100%/año+ñ.csv"), join(folder, "back"), transfer)).toBe(
    "checksum",
  );
  expect(readFileSync(join(folder, "back")).equals(content)).toBe(true);
  expect([moved(), readdirSync(folder).sort()]).toEqual([2 * content.length, ["back", "sales"]]);
});

test("a get whose connection breaks goes on where it was, also in another run", async () => {
  const { client, transfer, moved } = setUp();
  const content = randomBytes(2 * MEBIBYTE);
  writeFileSync(join(folder, "sales"), content);
  await putFile(putOf("sales", "/resume/sales"), transfer);
  const entry = await entryOf(client, "/resume/sales");
  const opened: number[] = [];
  const breaking = { ...transfer, client: breakingAfter(client, 100_000, opened), onBytes: () => undefined };

  const once = { attempts: 1, firstPauseMs: 1, factor: 1, mostPauseMs: 1 };
  await expect(getFile(entry, join(folder, "back"), { ...breaking, policy: once })).rejects.toThrow(HdfsFailure);
  expect(existsSync(join(folder, "back"))).toBe(false);
  const before = moved();
  expect(await getFile(entry, join(folder, "back"), { ...breaking, onBytes: transfer.onBytes })).toBe("checksum");
  expect(readFileSync(join(folder, "back")).equals(content)).toBe(true);
  expect(opened.slice(0, 3)).toEqual([0, 100_000, 200_000]);
  expect([moved() - before, readdirSync(folder).sort()]).toEqual([content.length, ["back", "sales"]]);
});

test("a damaged copy is noticed and thrown away, both ways", async () => {
  const { client, transfer } = setUp();
  writeFileSync(join(folder, "sales"), randomBytes(10_000));
  await putFile(putOf("sales", "/damaged/sales"), transfer);
  const entry = await entryOf(client, "/damaged/sales");
  const damaging = { ...transfer, client: damagingOne(client) };
  await expect(getFile(entry, join(folder, "back"), damaging)).rejects.toThrow(DiffersError);
  await expect(putFile(putOf("sales", "/damaged/again"), damaging)).rejects.toThrow(DiffersError);
  expect(readdirSync(folder)).toEqual(["sales"]);
  expect((await client.list("/damaged")).map(({ name }) => name)).toEqual(["sales"]);
});

test("patterns match as in a shell", async () => {
  const { client, transfer } = setUp();
  writeFileSync(join(folder, "x"), "x");
  for (const name of ["2026-01/a.csv", "2026-02/b.csv", "2026-02/.hidden.csv", "2025-12/c.csv", "odd[1].csv"]) {
    await putFile(putOf("x", `/glob/${name}`), transfer);
  }
  const match = async (path: string) => (await findEntries(client, path)).map((entry) => entry.path);
  expect(await match("/glob/2026-*/*.csv")).toEqual(["/glob/2026-01/a.csv", "/glob/2026-02/b.csv"]);
  expect(await match("/glob/202[!6]-??")).toEqual(["/glob/2025-12"]);
  expect(await match("/glob/odd[1].csv")).toEqual(["/glob/odd[1].csv"]);
  expect(await match("/glob/*.parquet")).toEqual([]);
  expect(await match("/nowhere/*")).toEqual([]);
});

test("a NameNode that is gone is passed over for the other, and lost answers are asked for again", async () => {
  const { web, superuser } = needed.hdfs;
  const endpoints = ["http://127.0.0.1:9", web];
  const client = openWebHdfs({ endpoints, user: superuser, token: null, signal: new AbortController().signal });
  await client.mkdirs("/other/one");
  expect(await client.status("/other/one")).toMatchObject({ type: "folder", owner: superuser });
  expect([await client.remove("/other", { recursive: true }), await client.status("/other/one")]).toEqual([true, null]);
});

test("a DataNode that was killed and comes back: the put that was tried meanwhile is done", {
  timeout: 180_000,
}, async () => {
  const { client, transfer } = setUp();
  writeFileSync(join(folder, "sales"), randomBytes(50_000));
  await needed.hdfs.dataNode.kill();
  const patient = { attempts: 60, firstPauseMs: 500, factor: 1, mostPauseMs: 1000 };
  const [proof] = await Promise.all([
    putFile(putOf("sales", "/killed/sales"), { ...transfer, policy: patient }),
    needed.hdfs.dataNode.restart(),
  ]);
  expect(proof).toBe("checksum");
  expect((await client.list("/killed")).map(({ name }) => name)).toEqual(["sales"]);
});

function setUp() {
  const { web, superuser } = needed.hdfs;
  const { signal } = new AbortController();
  const client = openWebHdfs({ endpoints: [web], user: superuser, token: null, signal });
  let bytes = 0;
  const onBytes = (count: number) => {
    bytes += count;
  };
  return { client, transfer: { client, signal, onBytes }, moved: () => bytes };
}

function putOf(name: string, target: string) {
  return { file: join(folder, name), target, replace: false };
}

async function entryOf(client: WebHdfs, path: string) {
  const entry = await client.status(path);
  if (entry === null) throw new Error(`${path} is not there.`);
  return entry;
}

/** The real client, but each connection breaks after so many bytes. */
function breakingAfter(client: WebHdfs, most: number, opened: number[]): WebHdfs {
  return {
    ...client,
    async open(path, offset, signal) {
      opened.push(offset);
      const content = await client.open(path, offset, signal);
      async function* part() {
        let left = most;
        for await (const bytes of content) {
          yield bytes.subarray(0, left);
          left -= bytes.length;
          if (left <= 0) throw Object.assign(new Error("broken"), { code: "ECONNRESET" });
        }
      }
      return part();
    },
  };
}

/** The real client, but the first byte of each file arrives wrong. */
function damagingOne(client: WebHdfs): WebHdfs {
  async function* damaged(content: AsyncIterable<Uint8Array>) {
    let first = true;
    for await (const bytes of content) {
      const copy = Buffer.from(bytes);
      if (first) copy[0] = (copy[0] ?? 0) ^ 1;
      first = false;
      yield copy;
    }
  }
  return {
    ...client,
    open: async (path, offset, signal) => damaged(await client.open(path, offset, signal)),
    create: (path, content, signal) => client.create(path, damaged(content), signal),
  };
}
