import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Files } from "../../src/server/api/files.ts";
import type { RunDetail } from "../../src/server/api/runs.ts";
import { faultsOf } from "../fixtures/axe.ts";
import { useConsole } from "../fixtures/console.ts";

const shop = useConsole({ rows: 500 });

const ROWS = 120;
/** Day first, comma decimals, Spanish words; one row is no sale. Cents keep the sum exact. */
const CENTS = Array.from({ length: ROWS }, (_, index) => 300 + index * 7);
const STATUS = Array.from({ length: ROWS }, (_, index) => (index % 10 === 0 ? "anulado" : "pagado"));
const CSV = [
  "pedido;fecha_compra;importe;estado;tienda",
  ...CENTS.map((cents, index) => {
    const day = String((index % 28) + 1).padStart(2, "0");
    const amount = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
    return `${index + 1};${day}/09/2026 12:00;${amount};${STATUS[index]};Centro`;
  }),
  `${ROWS + 1};05/09/2026 12:00;nada;pagado;Centro`,
].join("\n");
const GROSS = CENTS.reduce((sum, cents) => sum + cents, 0) / 100;
const CANCELLED = CENTS.reduce((sum, cents, index) => sum + (STATUS[index] === "anulado" ? cents : 0), 0) / 100;

test("a CSV is brought in, its mapping corrected, analysed, and its results taken away", async () => {
  const { page, troubles } = await shop.open("/files");
  await page.getByText("No file has been brought in yet.").waitFor();
  await bring(page, "mis ventas.csv", CSV);
  await page.getByLabel("What “importe” is").waitFor();
  expect(await page.getByLabel("What “fecha_compra” is").inputValue()).toBe("timestamp");
  expect(await page.getByLabel("What “tienda” is").inputValue()).toBe("");
  await page.getByText("dates such as 01/09/2026 12:00").first().waitFor();
  await page.getByRole("listitem").getByText("Nothing says the currency").waitFor();

  const sales = page.getByRole("region", { name: "The first rows as sales" });
  await sales.getByText("3.07").waitFor();
  await page.getByLabel("What “tienda” is").selectOption("category");
  await sales.getByText("Centro").first().waitFor();
  await page.getByLabel("What “anulado” means").selectOption("pending");
  await page.getByLabel("What “anulado” means").selectOption("cancelled");
  await page.getByLabel("Currency").fill("eur");
  await page.keyboard.press("Tab");
  await page.getByRole("listitem").getByText("Nothing says the currency").waitFor({ state: "detached" });
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole("button", { name: "Analyse the file" }).click();
  await page.getByText("mis-ventas.csv has been analysed").waitFor({ timeout: 60_000 });
  const run = new URL(page.url()).searchParams.get("run") ?? "";
  const detail = await shop.get<RunDetail>(`/api/runs/${run}`);
  expect(detail.quality).toMatchObject({ read: ROWS + 1, accepted: ROWS, rejected: 1 });
  const equation = page.getByRole("region", { name: "What became of each row" });
  expect(await equation.locator("p").first().textContent()).toBe(`${ROWS + 1} read=${ROWS} accepted+1 rejected`);
  await equation.getByText("Not a number").waitFor();
  const euros = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" });
  const figures = page.getByRole("region", { name: /^Figures/ });
  await figures.getByText(euros.format(GROSS)).waitFor();
  await figures.getByText(euros.format(CANCELLED)).waitFor();

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download sales_by_status.csv" }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
  expect(lines.find((line) => line.startsWith("anulado"))).toContain(`,${CANCELLED.toFixed(2)},`);
  const [report] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the report" }).click(),
  ]);
  expect(await readFile(await report.path(), "utf8")).toMatch(/^<!doctype html>/i);

  await page.getByRole("link", { name: "All files" }).click();
  await page.getByRole("link", { name: /^Run of / }).waitFor();
  await page.getByRole("button", { name: "Remove mis-ventas.csv" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("No file has been brought in yet.").waitFor();
  expect((await shop.get<Files>("/api/files")).uploads).toEqual([]);
  expect(troubles).toEqual([]);
}, 120_000);

test("what is refused says why and what to do, and what cannot be read yet cannot be run", async () => {
  const { page } = await shop.open("/files");
  await bring(page, "login.csv", "<html><body>Log in</body></html>");
  await page.getByRole("alert").getByText("web page").waitFor();
  await bring(page, "names.csv", "name;colour\nAna;red\nLuis;blue\nEva;green\n");
  await page.getByText("It cannot be read yet.").waitFor();
  await page.getByText("No column with dates was found").first().waitFor();
  expect(await page.getByRole("button", { name: "Analyse the file" }).isDisabled()).toBe(true);
  await page.getByLabel("Time zone").fill("Mars/Olympus");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Mars/Olympus").waitFor();
});

test.each([
  { colorScheme: "light", language: "en", width: 1280, title: "Bring in a file" },
  { colorScheme: "dark", language: "es", width: 360, title: "Traer un archivo" },
] as const)(
  "$colorScheme, $language, $width px: accessible and fits",
  async ({ width, title, ...rest }) => {
    const { page, troubles } = await shop.open("/files", { ...rest, viewport: { width, height: 800 } });
    await page.getByRole("heading", { name: title }).waitFor();
    await check();
    await bring(page, "ventas.csv", CSV);
    await page.getByText("importe", { exact: true }).waitFor();
    await check();
    expect(troubles).toEqual([]);

    async function check() {
      await expect.poll(() => page.locator("[aria-busy=true]").count(), { timeout: 20_000 }).toBe(0);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await faultsOf(page)).toEqual([]);
    }
  },
  120_000,
);

async function bring(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").setInputFiles(file);
}
