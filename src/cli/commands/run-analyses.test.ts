import { expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";
import { ANALYSIS_IDS } from "../../model/analyses/catalogue.ts";

test("lists every analysis with definition, columns, file and what it needs", async () => {
  const { code, stdout, stderr } = await runInProcess(["analyses"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const listed = [...stdout.matchAll(/^([a-z_]+) {2}\S/gm)].map(([, id]) => id);
  expect(listed).toEqual(ANALYSIS_IDS);
  expect(stdout).toContain("Columns: category, transactions, gross_sales, average_sale\n");
  expect(stdout).toContain("Needs: category\n");
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
});

test("in Spanish files and their columns have Spanish names", async () => {
  const { stdout } = await runInProcess(["analyses", "--lang", "es"]);
  expect(stdout).toContain("Archivo: ventas_por_dia\n");
  expect(stdout).toContain("Columnas: fecha, total_transacciones, ventas_totales, promedio_venta\n");
});

test("for programs: ids are English in every language, the first nine are those of a plain batch", async () => {
  for (const language of ["en", "es"]) {
    const { stdout } = await runInProcess(["analyses", "--format", "json", "--lang", language]);
    const entries: { id: string; default: boolean; columns: { id: string }[]; needs: string[] }[] = JSON.parse(stdout);
    expect(entries.map(({ id }) => id)).toEqual(ANALYSIS_IDS);
    expect(entries.filter((entry) => entry.default)).toHaveLength(9);
    const top = entries.find(({ id }) => id === "top_products");
    expect(top?.columns.map(({ id }) => id)).toEqual(["product_id", "transactions", "units", "gross_sales"]);
    expect(top?.needs).toEqual(["product_id"]);
    expect(entries.find(({ id }) => id === "sales_by_day")?.needs).toEqual([]);
  }
});
