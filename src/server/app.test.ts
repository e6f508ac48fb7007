import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openServerCase } from "../../test/server/server-case.ts";
import { saleText } from "../../test/streams/stream-case.ts";
import type { DeadLetters } from "./api/dead-letters.ts";
import type { QueryAnswer } from "./api/query.ts";
import type { Sales } from "./api/sales.ts";
import type { Users } from "./api/session.ts";

const values = (...texts: string[]) => texts.map((value) => ({ value }));
const SALES = values(
  saleText(1, "00:10", 10, { category: "Ropa" }),
  saleText(2, "05:00", 20.5, { category: "Libros", customer_id: 2, status: "Cancelada" }),
  saleText(3, "05:30", 5, { category: "Ropa", customer_id: 3, status: "Pendiente" }),
  // One late, one without a total, one that is no JSON.
  saleText(4, "00:20", 7),
  saleText(5, "05:40", 0),
  "{broken}",
);
const NOW = () => new Date("2026-11-01T12:00:00Z");

describe("who asks", () => {
  const TOKEN = "correct-horse-battery";
  const bearer = { authorization: `Bearer ${TOKEN}` };

  test("roles, masks and sessions", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW, token: TOKEN });
    expect((await server.ask("/api/sales")).status).toBe(401);
    expect((await server.ask("/metrics")).status).toBe(401);
    expect(await server.json("/api/session")).toMatchObject({ logged_in: false, login: "token" });
    const users = [
      { name: "ana", role: "admin", password: "long enough 1" },
      { name: "val", role: "viewer", password: "long enough 2" },
    ];
    for (const user of users.toReversed()) await server.send("/api/users", user, bearer);
    // The first had to be an admin.
    expect((await server.json<Users>("/api/users", { headers: bearer })).users).toMatchObject([{ name: "ana" }]);
    await server.send("/api/users", users[1], bearer);
    expect((await server.send("/api/session", { name: "val", password: "wrong" })).status).toBe(401);
    const login = await server.send("/api/session", { name: "val", password: "long enough 2" });
    const cookie = login.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^vitrina_session=\S+; Path=\/; HttpOnly; SameSite=Strict/);
    const viewer = { cookie: cookie.split(";")[0] ?? "" };
    const as = <T = unknown>(path: string) => server.json<T>(path, { headers: viewer });
    const { sales } = await as<Sales>("/api/sales");
    expect(sales.map((sale) => sale.customer_id)).toEqual(["•••", "•••", "•••"]);
    expect((await as<QueryAnswer>("/api/query?dimensions=customer_id")).rows.map(([id]) => id)).toEqual([
      "•••",
      "•••",
      "•••",
    ]);
    expect((await as<DeadLetters>("/api/dead-letters")).letters.map(({ text }) => text)).toEqual([null, null]);
    expect(await as("/api/dead-letters/1")).toMatchObject({ raw: null, text: null, understood: null });
    expect(await as("/api/sales?customer_id=2")).toMatchObject({ status: 403, code: "api_personal" });
    expect(await as("/api/query?format=csv")).toMatchObject({ status: 403, code: "api_export" });
    expect(await as("/api/users")).toMatchObject({ status: 403, code: "api_role" });
    expect((await server.send("/api/late/apply", { ids: null }, viewer)).status).toBe(403);
    await server.send("/api/settings", { name: "Shop", viewers_may_export: true }, bearer, "PUT");
    const csv = await server.ask("/api/query?dimensions=customer_id&format=csv", { headers: viewer });
    expect(await csv.text()).toMatch(/•••/);
    await server.ask("/api/session", { method: "DELETE", headers: viewer });
    expect(await as("/api/sales")).toMatchObject({ status: 401 });
    expect((await server.ask("/api/users/ana", { method: "DELETE", headers: bearer })).status).toBe(409);
  });

  test("other names, other origins, and whoever guesses", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW, token: TOKEN });
    const status = async (headers: Record<string, string>) =>
      (await server.ask("/api/shop", { headers: { ...bearer, ...headers } })).status;
    expect(await status({})).toBe(200);
    expect(await status({ host: "shop.example" })).toBe(403);
    expect(await status({ origin: "https://shop.example" })).toBe(403);
    expect(await status({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await status({ authorization: "Bearer wrong" })).toBe(401);
    const guesses = [];
    for (let guess = 0; guess < 10; guess++)
      guesses.push((await server.send("/api/session", { token: `${guess}` })).status);
    expect(guesses).toEqual([...Array(8).fill(401), 429, 429]);
  });
});

describe("answers", () => {
  test("carry what protects, are known again by their tag and are packed", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    const first = await server.ask("/api/analyses", { headers: { "accept-encoding": "gzip, br" } });
    expect(first.headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(first.headers.get("x-content-type-options")).toBe("nosniff");
    expect(first.headers.get("content-encoding")).toBe("br");
    const body = brotliDecompressSync(Buffer.from(await first.arrayBuffer())).toString();
    expect(JSON.parse(body)).toEqual(await server.json("/api/analyses"));
    const again = await server.ask("/api/analyses", { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("errors are problems in the reader's language", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    const asked = async (path: string, init: RequestInit = {}) => {
      const answer = await server.ask(path, {
        ...init,
        headers: { "accept-language": "es-ES,es;q=0.9", ...init.headers },
      });
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      return answer.json();
    };
    expect(await asked("/api/nothing")).toMatchObject({
      status: 404,
      detail: "No hay nada en /api/nothing. Las rutas están en /api.",
    });
    expect(await asked("/api/stream", { method: "DELETE" })).toMatchObject({ status: 405, params: { allowed: "GET" } });
    expect(await asked("/api/windows?windows=many")).toMatchObject({
      status: 400,
      code: "api_request",
      params: { field: "windows" },
    });
    const broken = {
      method: "POST",
      body: "{",
      headers: { "content-type": "application/json", "content-length": "1" },
    };
    expect(await asked("/api/late/apply", broken)).toMatchObject({ status: 400, code: "api_json" });
    const untold = { ...broken, headers: { ...broken.headers, "content-type": "text/plain" } };
    expect(await asked("/api/late/apply", untold)).toMatchObject({ status: 415, code: "api_media_type" });
    const huge = {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json", "content-length": "99999999" },
    };
    expect(await asked("/api/late/apply", huge)).toMatchObject({ status: 413 });
    expect(server.failures).toEqual([]);
  });

  test("files of the console: none outside its folder, and views are the page", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    expect(await (await server.ask("/")).text()).toContain('href="/api"');
    const web = join(server.folder, "web");
    await mkdir(join(web, "assets"), { recursive: true });
    await writeFile(join(web, "index.html"), "<p>page</p>");
    await writeFile(join(web, "assets", "a.js"), "1");
    await writeFile(join(server.folder, "secret.txt"), "top hidden");
    const text = async (path: string) => (await server.ask(path)).text();
    expect(await text("/explore?measure=net_sales")).toBe("<p>page</p>");
    const script = await server.ask("/assets/a.js");
    expect([await script.text(), script.headers.get("cache-control")]).toEqual([
      "1",
      "public, max-age=31536000, immutable",
    ]);
    for (const path of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/assets/..%5c..%5csecret.txt",
      "/%00.txt",
      "/%E0%A4%A.txt",
    ]) {
      const answer = await server.ask(path);
      expect(await answer.text()).not.toContain("top hidden");
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  test("the document names every route, and the page for people lists them", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    const { openapi, paths } = await server.json<{ openapi: string; paths: object }>("/openapi.json");
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(["/api/analyses/{id}", "/api/live", "/api/ingest", "/healthz"]),
    );
    expect(await (await server.ask("/api")).text()).toContain("POST /api/dead-letters/retry");
    expect(await (await server.ask("/metrics")).text()).toContain('vitrina_stream_read_rows_total{source="list"} 6');
    expect((await server.ask("/readyz")).status).toBe(200);
  });
});
