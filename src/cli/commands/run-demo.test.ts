import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-demo-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  {
    lang: "en",
    sales: "sales.csv",
    results: "results",
    report: "report.html",
    places: "\nResults: demo/results/\nReport:  demo/results/report.html\nSales:   demo/sales.csv\n",
    equation: "3,000 rows read = 3,000 accepted + 0 rejected",
  },
  {
    lang: "es",
    sales: "ventas.csv",
    results: "resultados",
    report: "informe.html",
    places: "\nResultados: demo/resultados/\nInforme:    demo/resultados/informe.html\nVentas:     demo/ventas.csv\n",
    equation: "3.000 filas leídas = 3.000 aceptadas + 0 rechazadas",
  },
])(
  "prints the tables and says where everything is ($lang)",
  async ({ lang, sales, results, report, places, equation }) => {
    const { code, stdout, stderr } = await runInProcess(["demo", "--once", "--rows", "3k", "--lang", lang], {
      cwd: folder,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: places });
    expect(stdout).toContain(equation);
    expect(readdirSync(join(folder, "demo"))).toEqual(expect.arrayContaining([sales, results]));
    const page = readFileSync(join(folder, "demo", results, report), "utf8");
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).not.toContain(folder);
  },
);

test("stopped before it begins, it leaves nothing", async () => {
  const signal = AbortSignal.abort(new DOMException("stopped by SIGINT", "SIGINT"));
  const run = await runInProcess(["demo", "--once", "--out", "stopped"], { cwd: folder, signal });
  expect(run).toEqual({ code: 130, stdout: "", stderr: "Stopped: nothing half-written.\n" });
  expect(readdirSync(folder)).not.toContain("stopped");
});
