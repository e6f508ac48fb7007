import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import type { StreamStatus } from "../../src/server/api/stream.ts";
import type { Today } from "../../src/server/api/today.ts";
import type { Windows } from "../../src/server/api/windows.ts";
import { faultsOf } from "../fixtures/axe.ts";
import { type Opened, useConsole } from "../fixtures/console.ts";

const shop = useConsole({ rows: 5000 });

const post = (path: string, json: unknown = {}) =>
  fetch(shop.address + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: shop.address },
    body: JSON.stringify(json),
  });

describe("the live page", () => {
  afterEach(async () => {
    await post("/api/stream/resume");
  });

  it("shows the figures of the API to the cent, while the stream stands still", async () => {
    const { page, troubles } = await shop.open("/");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Resume" }).waitFor();
    const { today, top_products } = await shop.get<Today>("/api/today");
    const { quality } = await shop.get<StreamStatus>("/api/stream");

    await showsValue(page, "Net sales today, EUR", today.so_far.net_sales);
    for (const name of ["transactions", "gross_sales", "pending_value", "cancelled_value"] as const) {
      await showsValue(page, "Today so far", String(today.so_far[name]));
    }
    const equation = page.getByRole("region", { name: "Every record is accounted for" });
    const text = (await equation.innerText()).replace(/\s+/g, " ");
    const counts = [...text.replaceAll(",", "").matchAll(/\d+/g)].map(([digits]) => Number(digits));
    expect(counts).toEqual([quality.read, quality.accepted, quality.rejected, quality.late, quality.duplicate]);
    expect(
      await page
        .getByRole("region", { name: /^Top products today/ })
        .locator("li")
        .count(),
    ).toBe(top_products?.length);
    expect(troubles).toEqual([]);
  });

  it("gives the windows behind its bars as a table: the same as the API", async () => {
    await post("/api/stream/pause");
    const { page } = await shop.open("/?split=by_category");
    const panel = page.getByRole("region", { name: /^Gross sales by window/ });
    await panel.locator("canvas").waitFor();
    await panel.getByRole("button", { name: /^As a table/ }).click();
    const cells = await panel.locator("tbody tr").first().locator("td").allInnerTexts();
    const { rows } = await shop.get<Windows>("/api/windows?query=by_category&windows=1");
    const last = rows.at(-1);
    expect(cells.slice(1, 5)).toEqual([
      last?.key,
      String(last?.transactions),
      euros(last?.gross_sales ?? ""),
      euros(last?.average_sale ?? ""),
    ]);
  });

  it("learns by push what somebody else does", async () => {
    const { page } = await shop.open("/");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await post("/api/stream/pause");
    await page.getByRole("button", { name: "Resume" }).waitFor();
    await page
      .getByTestId("freshness")
      .getByText(/^Paused/)
      .waitFor();
  });

  it("leads from a figure to its rows, and the address keeps it", async () => {
    await post("/api/stream/pause");
    const { today } = await shop.get<Today>("/api/today");
    const { rows } = await shop.get<{ rows: number }>(`/api/sales?from=${today.day}&limit=1`);
    const { page } = await shop.open("/");
    await page.getByRole("button", { name: "Orders" }).click();
    const drawer = page.getByRole("dialog", { name: "Sales of today" });
    await drawer.getByText(`${rows} row`).waitFor();
    expect(new URL(page.url()).searchParams.get("rows")).toBe("today");
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("");
  });

  it.each([
    ["en", "light", 1280],
    ["es", "dark", 360],
    ["en", "dark", 3840],
  ] as const)(
    "in %s, %s, %i px wide: nothing scrolls sideways, axe finds nothing, nothing fails",
    async (language, colorScheme, width) => {
      const { page, troubles } = await openDrawn({ language, colorScheme, width });
      expect(await page.getAttribute("html", "lang")).toBe(language);
      const size = await page.evaluate<{ scroll: number; client: number }>(
        "({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth })",
      );
      expect(size.scroll).toBeLessThanOrEqual(size.client);
      expect(troubles).toEqual([]);
      // What differs at other widths is only where things stand.
      if (width > 1280) return;
      expect(await faultsOf(page)).toEqual([]);
    },
  );
});

interface Look {
  readonly language: "en" | "es";
  readonly colorScheme: "light" | "dark";
  readonly width: number;
}

/** The page once its bars are drawn. */
async function openDrawn({ language, colorScheme, width }: Look): Promise<Opened> {
  const opened = await shop.open("/", { language, colorScheme, viewport: { width, height: 900 } });
  const title = language === "es" ? /^Ventas brutas por ventana/ : /^Gross sales by window/;
  await opened.page.getByRole("region", { name: title }).locator("canvas").waitFor();
  return opened;
}

/** Waits for a figure of a panel by its exact value. */
async function showsValue(page: Page, panel: string, value: string): Promise<void> {
  await page
    .getByRole("region", { name: panel })
    .locator(`data[value="${value}"]`)
    .first()
    .waitFor({ timeout: 10_000 });
}

function euros(amount: string): string {
  return new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" }).format(Number(amount));
}
