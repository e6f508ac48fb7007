import { readFile, stat, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runWithControl } from "../../../test/streams/running-case.ts";
import { openStreamCase, saleText } from "../../../test/streams/stream-case.ts";
import type { ControlFile } from "./control-file.ts";
import { openDesk } from "./open-desk.ts";

const values = (...texts: (string | Buffer | null)[]) => texts.map((value) => ({ value }));

/** Two good sales, one late one, one without a total, one that is no JSON, and one that is no text. */
const MIXED = values(
  saleText(1, "00:10", 10),
  saleText(2, "05:00", 20),
  saleText(3, "00:20", 5),
  saleText(4, "05:01", 0),
  "{broken}",
  Buffer.from([0xff, 0xfe, 0x00, 0x41]),
);

describe("a stream that runs", () => {
  test("is asked over its control address, and goes on meanwhile", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    await using _running = await runWithControl(stream, state, { partitions: { a: MIXED } });
    const desk = await openDesk(stream.folder);
    expect(desk.pid).toBe(process.pid);

    expect(await desk.status()).toEqual({
      definition: stream.definition,
      batch: 1,
      finalUntil: "2026-11-01T10:04:00.000Z",
      positions: { a: "6" },
      quality: state.checkpoint().quality,
    });
    const letters = await desk.deadLetters({ status: "open", limit: 10 });
    expect(letters).toEqual(await state.deadLetters({ limit: 10 }));
    expect(letters.map(({ reason }) => reason)).toEqual(["non_positive_total", "unreadable", "unreadable"]);
    expect([...(letters[2]?.raw ?? [])]).toEqual([0xff, 0xfe, 0x00, 0x41]);

    const mended = Buffer.from(saleText(4, "05:01", 7));
    expect(
      await desk.retry([
        { id: 1, value: mended },
        { id: 2, value: null },
        { id: 3, value: Buffer.from(saleText(1, "00:10", 10)) },
      ]),
    ).toMatchObject({
      outcomes: [
        { id: 1, outcome: "accepted", reason: null },
        { id: 2, outcome: "refused", reason: "unreadable" },
        { id: 3, outcome: "duplicate", reason: null },
      ],
      changed: 2,
      windows: [
        { query: "totals", window_start: "2026-11-01T10:05:00Z", transactions: 2, gross_sales: "27.00" },
        { query: "by_category", key: "Ropa", transactions: 2 },
      ],
    });
    expect(await desk.drop([2], "a probe")).toEqual({ dropped: 1 });

    expect(await desk.lateSales({ waiting: true, limit: 10 })).toMatchObject([{ id: 1, transaction_id: "3" }]);
    expect(await desk.applyLate([1])).toMatchObject({
      accepted: 1,
      duplicate: 0,
      changed: 2,
      windows: [{ query: "totals", gross_sales: "15.00", final: true }, { query: "by_category" }],
    });
    expect(await desk.applyLate(null)).toEqual({ accepted: 0, duplicate: 0, changed: 0, windows: [] });
    expect(await desk.reconcile()).toEqual({ compared: 2, rows: 4, differences: [], different: 0 });
    await desk.flush();
    expect((await desk.status()).quality).toMatchObject({ read: 6, accepted: 4, rejected: 1, late: 0, duplicate: 1 });
    // The running stream published the corrections by itself.
    await expect.poll(() => stream.windows()).toEqual(["10:00  2 15.00 final", "10:05  2 27.00 provisional"]);
  });

  test("refuses what cannot be done with the same error as the state itself", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    const long = Buffer.alloc(2 ** 20 + 1, "x");
    await using _running = await runWithControl(stream, state, { partitions: { a: values(long, "x", "y") } });
    const desk = await openDesk(stream.folder);
    await desk.drop([2], "nothing in it");
    const said = [
      [() => desk.retry([{ id: 1, value: null }]), "dead_letter_cut", { id: 1, kept: 65_536, bytes: 2 ** 20 + 1 }],
      [() => desk.retry([{ id: 2, value: null }]), "dead_letter_closed", { id: 2, status: "dropped" }],
      [() => desk.retry([3, 8, 9].map((id) => ({ id, value: null }))), "dead_letter_unknown", { ids: [8, 9] }],
      [() => desk.retry([3, 3].map((id) => ({ id, value: null }))), "dead_letter_twice", { id: 3 }],
      [() => desk.drop([7], ""), "dead_letter_unknown", { ids: [7] }],
      [() => desk.applyLate([5]), "late_unknown", { ids: [5] }],
      [() => desk.deadLetters({ limit: -1 }), "control_request", { what: "limit" }],
    ] as const;
    for (const [asked, code, params] of said) await expect(asked()).rejects.toMatchObject({ code, params });
    expect(await desk.deadLetters({ status: "open", limit: 9 })).toHaveLength(2);
  });

  test("answers nobody without the token, under another name, or from a page", async () => {
    await using stream = await openStreamCase();
    await using running = await runWithControl(stream, await stream.open(), { partitions: { a: [] } });
    const path = join(stream.folder, "control.json");
    const control = JSON.parse(await readFile(path, "utf8")) as ControlFile;
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
    const good = { authorization: `Bearer ${control.token}` };
    const asked = (headers: Record<string, string>, more: Partial<Asked> = {}) =>
      statusOf(running.address, { headers, ...more });
    expect(await asked(good)).toEqual([200, "application/json"]);
    expect(await asked({})).toEqual([401, "application/problem+json"]);
    expect(await asked({ authorization: `Bearer ${"x".repeat(43)}` })).toEqual([401, "application/problem+json"]);
    expect(await asked({ ...good, host: "shop.example" })).toEqual([403, "application/problem+json"]);
    expect(await asked({ ...good, origin: "https://shop.example" })).toEqual([403, "application/problem+json"]);
    expect(await asked({ ...good, "sec-fetch-site": "cross-site" })).toEqual([403, "application/problem+json"]);
    expect(await asked(good, { method: "GET" })).toEqual([405, "application/problem+json"]);
    expect(await asked(good, { path: "/control/stop" })).toEqual([404, "application/problem+json"]);
    expect(await asked(good, { path: "/control/drop", body: "[]" })).toEqual([400, "application/problem+json"]);
    expect(await asked(good, { body: "{" })).toEqual([400, "application/problem+json"]);
    const huge = { ...good, "content-length": String(2 ** 30) };
    expect(await asked(huge)).toEqual([413, "application/problem+json"]);
  });
});

describe("a state that nobody runs", () => {
  test("is opened by whoever asks; a control file that was left behind is not believed", async () => {
    await using stream = await openStreamCase();
    await stream.open();
    await stream.run({ partitions: { a: MIXED } });
    await stream.close();
    const path = join(stream.folder, "control.json");
    const left = (more: Partial<ControlFile>) =>
      writeFile(path, JSON.stringify({ port: 1, pid: process.pid, token: "t".repeat(43), started: "then", ...more }));
    for (const more of [{ pid: 2 ** 22 + 1 }, {}, { port: -1 }]) {
      await left(more);
      const desk = await openDesk(stream.folder);
      expect(desk.pid).toBeNull();
      expect(await desk.deadLetters({ limit: 10 })).toHaveLength(3);
      await desk.close();
    }
    await writeFile(path, "{");
    const desk = await openDesk(stream.folder);
    expect((await desk.applyLate(null)).accepted).toBe(1);
    await desk.close();
    // What changed is published when the stream runs next.
    await stream.open();
    await stream.run({ partitions: { a: MIXED } });
    expect(stream.windows()[0]).toBe("10:00  2 15.00 final");
  });

  test("must exist", async () => {
    await using stream = await openStreamCase();
    await expect(openDesk(stream.folder)).rejects.toMatchObject({ code: "state_missing" });
  });
});

interface Asked {
  readonly headers: Record<string, string>;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

function statusOf(address: string, { headers = {}, method = "POST", path = "/control/status", body }: Partial<Asked>) {
  return new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
    const sent = httpRequest(`${address}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve([response.statusCode, response.headers["content-type"]]);
      sent.destroy();
    });
    sent.on("error", reject);
    // What is announced as huge is never sent: the answer comes first.
    if (headers["content-length"] === undefined) sent.end(method === "GET" ? undefined : (body ?? "{}"));
    else sent.flushHeaders();
  });
}
