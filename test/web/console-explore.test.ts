import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { AnalysisAnswer, Catalogue } from "../../src/server/api/analyses.ts";
import type { QueryAnswer } from "../../src/server/api/query.ts";
import type { Sales } from "../../src/server/api/sales.ts";
import type { Shop } from "../../src/server/api/shop.ts";
import { faultsOf } from "../fixtures/axe.ts";
import { useConsole } from "../fixtures/console.ts";

const shop = useConsole({ rows: 4000 });
/** Three days that are over: nothing that arrives meanwhile changes them. */
let period = "";

beforeAll(async () => {
  if (shop.address === "") return;
  const now = (await shop.get<Shop>("/api/shop")).shop_now;
  const day = (back: number) => new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) - back * 86_400_000);
  const text = (date: Date) => date.toISOString().slice(0, 10);
  period = `from=${text(day(3))}&to=${text(day(0))}`;
});

const euros = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" });
const ask = (query: string) => shop.get<QueryAnswer>(`/api/query?${period}&${query}`);

describe("figures", () => {
  test("measures and boards show what the API says, compared with the three days before", async () => {
    const { page, troubles } = await shop.open(`/explore?${period}`);
    const total = await ask("measures=net_sales,transactions&compare=previous");
    const [net = "", count = 0] = total.rows[0] ?? [];
    const before = Number(total.previous?.rows[0]?.[0]);
    const measure = page.getByRole("button", { name: /^Net sales / });
    await measure.waitFor();
    expect(await measure.locator("data").getAttribute("value")).toBe(euros.format(Number(net)));
    const change = new Intl.NumberFormat("en-GB", {
      style: "percent",
      signDisplay: "exceptZero",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      useGrouping: "always",
    });
    expect(await measure.textContent()).toContain(change.format((Number(net) - before) / before));
    expect(await page.getByRole("button", { name: /^Transactions / }).textContent()).toContain(
      Number(count).toLocaleString("en-GB"),
    );

    const boards = await ask("dimensions=category&measures=net_sales&order=-net_sales&limit=7");
    const board = panel(page, "Category");
    await board.getByRole("listitem").first().waitFor();
    const shown = await board
      .getByRole("listitem")
      .evaluateAll((items) =>
        items.map((item) => [...item.querySelectorAll("button")].map((button) => button.textContent ?? "")),
      );
    expect(shown).toEqual(boards.rows.map(([name, value]) => [String(name), euros.format(Number(value))]));
    expect(troubles).toEqual([]);
  });

  test("a click filters, a figure leads to its rows, and the keyboard does both", async () => {
    const { page } = await shop.open(`/explore?${period}&measure=gross_sales`);
    const [[name, value] = []] = (await ask("dimensions=category&measures=gross_sales&order=-gross_sales")).rows;
    await panel(page, "Category")
      .getByRole("button", { name: String(name), exact: true })
      .focus();
    await page.keyboard.press("Enter");
    await page.getByText(`Category: ${name}`).waitFor();
    expect(new URL(page.url()).searchParams.getAll("category")).toEqual([String(name)]);
    const gross = page.getByRole("button", { name: /^Gross sales / }).locator("data");
    await expect.poll(() => gross.getAttribute("value")).toBe(euros.format(Number(value)));

    await page.getByRole("button", { name: "Rows behind Gross sales" }).focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog");
    const rows = await shop.get<Sales>(`/api/sales?${period}&category=${encodeURIComponent(String(name))}`);
    await drawer.getByText(`gross sales ${euros.format(Number(value))}`).waitFor();
    expect(rows.gross_sales).toBe(value);
    expect(await drawer.locator("p").first().textContent()).toContain(`${rows.rows.toLocaleString("en-GB")} rows`);
    expect(await drawer.locator("tbody tr").count()).toBe(Math.min(50, rows.rows));
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Remove the filter by Category" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("category")).toBe(false);
  });

  test("exports are what is shown: CSV and JSON with the comparison, Parquet and a picture", async () => {
    const { page } = await shop.open(`/explore?${period}`);
    const asked = "dimensions=category&measures=net_sales&order=-net_sales&limit=7&compare=previous";
    const answer = await ask(asked);
    const before = new Map(answer.previous?.rows.map(([name, value]) => [name, value]));
    const csv = await saved(page, "Category", "CSV");
    expect(csv.name).toBe("net_sales_category.csv");
    expect(csv.text.trim().split("\r\n")).toEqual([
      "category,net_sales,net_sales_previous",
      ...answer.rows.map(([name, value]) => `${name},${value},${before.get(name ?? null) ?? ""}`),
    ]);
    const json = await saved(page, "Category", "JSON");
    expect(JSON.parse(json.text)).toEqual(
      answer.rows.map(([name, value]) => ({
        category: name,
        net_sales: value,
        net_sales_previous: before.get(name ?? null) ?? null,
      })),
    );
    expect((await saved(page, "Category", "Parquet")).text.slice(0, 4)).toBe("PAR1");
    expect((await saved(page, "Category", "Picture (PNG)")).text.slice(1, 4)).toBe("PNG");
    expect((await saved(page, "Net sales by day", "Picture (PNG)")).text.slice(1, 4)).toBe("PNG");
    await page.getByRole("checkbox", { name: "Previous period" }).uncheck();
    const plain = await saved(page, "Category", "CSV");
    expect(plain.text).toBe(
      await textOf(`/api/query?${period}&${asked.replace("&compare=previous", "")}&format=csv&lang=en`),
    );
  });
});

describe("pivot", () => {
  test("rows against columns, divided further; a link shows the same", async () => {
    const { page } = await shop.open(`/explore?${period}&view=pivot&by=category&by=payment_method&compare=none`);
    const table = page.getByRole("region", { name: "Pivot" });
    await table
      .getByRole("button", { name: /^Divide / })
      .first()
      .click();
    const [[first] = []] = (await ask("dimensions=category&measures=net_sales&order=-net_sales")).rows;
    const under = await ask(
      `category=${encodeURIComponent(String(first))}&dimensions=payment_method&measures=net_sales&order=-net_sales`,
    );
    const [[method, value] = []] = under.rows;
    await table.getByRole("button", { name: String(method), exact: true }).waitFor();
    expect(await cells(page, String(method))).toContain(euros.format(Number(value)));
    const total = await ask("measures=net_sales,average_order_value");
    const sums = (await cells(page, "Total")).filter((text) => text !== "");
    expect(sums).toEqual(expect.arrayContaining(total.rows[0]?.map((sum) => euros.format(Number(sum))) ?? ["none"]));
    await table.getByRole("button", { name: /^Transactions/ }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("sort")).toBe("-transactions");
    const { page: other } = await shop.open(page.url().slice(shop.address.length));
    const read = (from: Page) => from.getByRole("region", { name: "Pivot" }).innerText();
    await other.getByRole("button", { name: String(method), exact: true }).waitFor();
    expect(await read(other)).toBe(await read(page));
  });

  test("a dimension as columns: each cell opens its rows", async () => {
    const { page } = await shop.open(`/explore?${period}&view=pivot&by=payment_method&across=status&show=gross_sales`);
    const [[method, status, value] = []] = (
      await ask("dimensions=payment_method,status&measures=gross_sales&order=-gross_sales&limit=1")
    ).rows;
    await page.getByRole("button", { name: `Rows behind ${method}, ${status}, Gross sales` }).click();
    await page
      .getByRole("dialog")
      .getByText(`gross sales ${euros.format(Number(value))}`)
      .waitFor();
    expect(new URL(page.url()).searchParams.getAll("rows")).toEqual([
      "measure=gross_sales",
      `payment_method=${method}`,
      `status=${status}`,
    ]);
  });
});

describe("catalogue", () => {
  test("every analysis has its table and, where it helps, its chart", async () => {
    const { analyses } = await shop.get<Catalogue>("/api/analyses");
    const { page, troubles } = await shop.open(`/explore?${period}&view=catalogue&compare=none`);
    for (const { id, title } of analyses) {
      await page.getByRole("button", { name: title.en, exact: true }).click();
      await page.getByRole("heading", { name: title.en, exact: true }).first().waitFor();
      const answer = await shop.get<AnalysisAnswer>(`/api/analyses/${id}?${period}`);
      const table = panel(page, "Table");
      await table.locator("tbody tr").first().waitFor();
      await expect
        .poll(() => table.locator("tbody tr").count(), { message: id, timeout: 10_000 })
        .toBe(answer.rows.length);
      const last = answer.rows.at(-1)?.at(-1);
      if (answer.columns.at(-1)?.unit === "money" && id !== "summary_statistics")
        expect(await table.locator("tbody tr").last().textContent(), id).toContain(euros.format(Number(last)));
    }
    expect(troubles).toEqual([]);
  });

  test("what cannot be had says which column lacks", async () => {
    const { page } = await shop.open("/settings");
    await page.route("**/api/analyses", async (route) => {
      const catalogue = (await (await route.fetch()).json()) as Catalogue;
      const analyses = catalogue.analyses.map((one) =>
        one.id === "customer_segments" ? { ...one, available: false, missing: ["customer_id"] } : one,
      );
      await route.fulfill({ json: { ...catalogue, analyses } });
    });
    await page.goto(`${shop.address}/explore?view=catalogue&analysis=customer_segments`);
    await page.getByText("The shop has no column Customer, which this analysis needs.").waitFor();
    expect(await page.getByRole("button", { name: /Customer segments/ }).textContent()).toContain("lacks Customer");
  });
});

test.each([
  { colorScheme: "light", language: "en", width: 1280, views: ["Overview", "Pivot", "Analyses"] },
  { colorScheme: "dark", language: "es", width: 360, views: ["Resumen", "Tabla dinámica", "Análisis"] },
] as const)(
  "$colorScheme, $language, $width px: every view is accessible and fits",
  async (look) => {
    const { width, views, ...rest } = look;
    const viewport = { width, height: 800 };
    const { page, troubles } = await shop.open(`/explore?${period}`, { ...rest, viewport, reducedMotion: "reduce" });
    for (const view of views) {
      await page.getByText(view, { exact: true }).first().click();
      await expect.poll(() => page.locator("[aria-busy=true]").count(), { timeout: 20_000 }).toBe(0);
      expect(await page.evaluate("document.documentElement.scrollWidth"), view).toBe(width);
      expect([view, await faultsOf(page)]).toEqual([view, []]);
    }
    expect(troubles).toEqual([]);
  },
  120_000,
);

function panel(page: Page, title: string) {
  return page.getByRole("region", { name: title, exact: true }).first();
}

async function cells(page: Page, name: string): Promise<string[]> {
  const row = page.getByRole("region", { name: "Pivot" }).locator("tbody tr").filter({ hasText: name }).first();
  return row.locator("td button").allTextContents();
}

async function saved(page: Page, title: string, format: string): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: `Export “${title}”` }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("menu", { name: `Export “${title}”` })
      .getByRole("menuitem", { name: format })
      .click(),
  ]);
  return { name: file.suggestedFilename(), text: await readDownload(file) };
}

async function readDownload(file: Download): Promise<string> {
  return await readFile(await file.path(), format(file));
}

function format(file: Download): "latin1" | "utf8" {
  return /\.(?:png|parquet)$/.test(file.suggestedFilename()) ? "latin1" : "utf8";
}

async function textOf(path: string): Promise<string> {
  return await (await fetch(shop.address + path)).text();
}
