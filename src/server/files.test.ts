import { expect, test } from "vitest";
import { openServerCase } from "../../test/server/server-case.ts";
import type { Files, Preview } from "./api/files.ts";
import type { RunDetail, Runs } from "./api/runs.ts";

const CSV = [
  "pedido;fecha_compra;importe;estado",
  "1;05/10/2026 10:00;12,50;pagado",
  "2;25/10/2026 11:00;7,25;anulado",
  ...Array.from({ length: 12 }, (_, index) => `${index + 4};${index + 14}/09/2026 12:00;${index + 3},00;pagado`),
  "3;26/10/2026 11:00;nada;pagado",
].join("\n");

test("a file is brought in, looked at, corrected, analysed, and its results taken away", async () => {
  await using server = await openServerCase({ records: [] });
  const taken = await server.ask("/api/files?name=..%2Fmis%20ventas.csv", { method: "POST", body: CSV });
  expect(taken.status).toBe(201);
  const first = (await taken.json()) as Preview;
  expect(first.upload).toMatchObject({ name: "mis-ventas.csv", bytes: Buffer.byteLength(CSV), runs: [] });
  expect(first.columns.map(({ name }) => name)).toEqual(["pedido", "fecha_compra", "importe", "estado"]);
  expect(first.rows[0]).toEqual(["1", "05/10/2026 10:00", "12,50", "pagado"]);
  expect(first.mapping).toMatchObject({ columns: { timestamp: "fecha_compra", total: "importe" } });
  expect(first.ready).toBe(true);
  expect(first.statuses).toEqual(["pagado", "anulado"]);
  const { id } = first.upload;
  const mapping = { ...first.mapping, status: { recognised: ["pagado"], cancelled: ["anulado"] }, currency: "EUR" };
  const again = (await (await server.send(`/api/files/${id}/preview`, { mapping })).json()) as Preview;
  expect(again.sales?.map(({ reason, values }) => reason ?? values.total)).toEqual([
    "12.50",
    "7.25",
    ...Array.from({ length: 12 }, (_, index) => `${index + 3}.00`),
    "bad_number",
  ]);
  expect((await server.send(`/api/files/${id}/preview`, { mapping: { colums: {} } })).status).toBe(409);

  const { run } = (await (await server.send(`/api/files/${id}/run`, { mapping, lang: "es" })).json()) as {
    run: string;
  };
  const detail = () => server.json<RunDetail>(`/api/runs/${run}`);
  await expect.poll(async () => (await detail()).status, { timeout: 30_000 }).toBe("done");
  const done = await detail();
  expect(done.quality).toMatchObject({ read: 15, accepted: 14, rejected: 1 });
  expect(done.inputs).toMatchObject([
    { name: "mis-ventas.csv", rows: 15, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
  ]);
  expect((await server.json<Runs>("/api/runs?kind=batch")).runs.map((one) => one.id)).toEqual([run]);
  const { results, rules } = await server.json<Files>("/api/files");
  expect(results.map(({ path }) => path)).toContain("ventas_por_estado.csv");
  expect(rules.find(({ id }) => id === "bad_number")?.label).toEqual({ en: "Not a number", es: "No es un número" });
  const csv = await server.ask(`/api/files/results/${run}/ventas_por_estado.csv`);
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="ventas_por_estado.csv"');
  expect((await csv.text()).trim().split("\n")).toHaveLength(3);
  for (const path of ["..%2f..%2fusers.json", "%2e%2e", "resumen.json%00"]) {
    expect((await server.ask(`/api/files/results/${run}/${path}`)).status).toBe(404);
  }
  expect((await server.ask(`/api/files/${id}`, { method: "DELETE" })).status).toBe(204);
  expect((await server.ask(`/api/files/${id}`, { method: "DELETE" })).status).toBe(404);
  expect(server.failures).toEqual([]);
});

test("what is no data is refused and leaves nothing behind", async () => {
  await using server = await openServerCase({ records: [] });
  const bring = (body: string) => server.ask("/api/files?name=a.csv", { method: "POST", body });
  expect(await (await bring("")).json()).toMatchObject({ code: "file_empty" });
  expect(await (await bring("<html><body>Log in</body></html>")).json()).toMatchObject({ code: "web_page_file" });
  expect((await server.json<Files>("/api/files")).uploads).toEqual([]);
});
