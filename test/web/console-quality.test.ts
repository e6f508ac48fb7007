import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { DeadLetters, LetterCounts, OpenedLetter } from "../../src/server/api/dead-letters.ts";
import type { LateSales, Savings } from "../../src/server/api/late.ts";
import type { Audit } from "../../src/server/api/session.ts";
import type { StreamStatus } from "../../src/server/api/stream.ts";
import { faultsOf } from "../fixtures/axe.ts";
import { useConsole } from "../fixtures/console.ts";

const shop = useConsole({ rows: 20_000 });
const count = new Intl.NumberFormat("en-GB").format;
const money = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" });

/** What stands still can be compared with what the API says. */
async function pause(): Promise<void> {
  const paused = await fetch(`${shop.address}/api/stream/pause`, {
    method: "POST",
    headers: { origin: shop.address },
  });
  expect(paused.status).toBe(200);
  const before = await shop.get<StreamStatus>("/api/stream");
  const after = await shop.get<StreamStatus>("/api/stream");
  expect(after.batch).toBe(before.batch);
}

const stream = () => shop.get<StreamStatus>("/api/stream");
const firstLetter = async (reason: string) => {
  const { letters } = await shop.get<DeadLetters>(`/api/dead-letters?status=open&reason=${reason}&limit=1`);
  const [letter] = letters;
  if (letter === undefined) throw new Error(`no letter for ${reason}`);
  return letter;
};

describe("quality", () => {
  beforeAll(pause);

  test("the equation and the rules say what the API says", async () => {
    const { page, troubles } = await shop.open("/quality");
    const { quality } = await stream();
    expect(quality.read).toBe(quality.accepted + quality.rejected + quality.late + quality.duplicate);
    const equation = page.getByRole("group", { name: /Each part of what was read/ });
    await equation.getByText(count(quality.read), { exact: true }).waitFor();
    for (const part of ["accepted", "rejected", "late", "duplicate"] as const) {
      const text = await equation.getByRole("button", { name: part }).innerText();
      expect(text.split("\n")[0]).toBe(count(quality[part]));
    }
    const { rules } = await shop.get<LetterCounts>("/api/dead-letters/counts");
    for (const { label, open } of rules) {
      await page.getByRole("button", { name: `${label.en} ${count(open)}`, exact: true }).waitFor();
    }
    expect(troubles).toEqual([]);
  });

  test("a broken record is mended, tried again and counts", async () => {
    const letter = await firstLetter("unreadable");
    const before = (await stream()).quality;
    const { page, troubles } = await shop.open("/quality?rule=unreadable");
    await page.getByRole("button", { name: "Unreadable row", exact: true }).first().click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("It is not complete JSON yet.").waitFor();
    const editor = drawer.getByRole("textbox", { name: "The record, to be mended" });
    expect(await editor.inputValue()).toBe(letter.text);
    await drawer.getByRole("button", { name: "Close it and add the missing fields" }).click();
    await drawer.getByText("It can be read.").waitFor();
    const framed = JSON.parse(await editor.inputValue()) as Record<string, unknown>;
    // What stood before the break is kept as it was; what was lost has an empty place.
    expect(letter.text).toContain(`"transaction_id":${framed.transaction_id}`);
    expect(framed).toMatchObject({ total: "", status: "" });
    const mended = { ...framed, category: "Ropa", quantity: 2, unit_price: 10.5, total: 21, payment_method: "PayPal" };
    await editor.fill(JSON.stringify({ ...mended, status: "Completada" }));
    await drawer.getByRole("button", { name: "Try again as mended" }).click();
    await drawer.getByText("1 record was accepted and now counts.").waitFor();
    expect(await shop.get<OpenedLetter>(`/api/dead-letters/${letter.id}`)).toMatchObject({ status: "retried" });
    const after = (await stream()).quality;
    expect([after.accepted, after.rejected]).toEqual([before.accepted + 1, before.rejected - 1]);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    const button = page.getByRole("button", { name: "rejected" });
    await button.getByText(count(after.rejected), { exact: true }).waitFor();
    expect(troubles).toEqual([]);
  });

  test("a record is dropped with a reason and not without, by keyboard alone", async () => {
    const letter = await firstLetter("unreadable");
    const { page, troubles } = await shop.open("/quality?rule=unreadable");
    const opener = page.getByRole("button", { name: "Unreadable row", exact: true }).first();
    await opener.focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: "Drop", exact: true }).press("Enter");
    const give = drawer.getByRole("button", { name: "Drop", exact: true });
    expect(await give.isDisabled()).toBe(true);
    await drawer.getByRole("textbox", { name: "Reason" }).fill("it was a test");
    await page.keyboard.press("Enter");
    await drawer.getByText("1 record was dropped.").waitFor();
    expect(await shop.get<OpenedLetter>(`/api/dead-letters/${letter.id}`)).toMatchObject({
      status: "dropped",
      note: "it was a test",
    });
    const { entries } = await shop.get<Audit>("/api/audit");
    expect(entries[0]).toMatchObject({ action: "drop", detail: `${letter.id}: it was a test` });
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    expect(new URL(page.url()).searchParams.get("letter")).toBeNull();
    expect(troubles).toEqual([]);
  });

  test("several are tried again at once, and those refused again stay open and say why", async () => {
    const { page, troubles } = await shop.open("/quality?rule=future_timestamp");
    const boxes = page.getByRole("checkbox", { name: /^Select record/ });
    await boxes.nth(1).waitFor();
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole("button", { name: "Try 2 again" }).click();
    const { retried } = await outcome(page);
    expect(retried).toMatch(/^2 (?:were rejected again and stay open: In the future\.|records were accepted)/);
    expect(troubles).toEqual([]);
  });

  test("the slider says what a longer watermark would have saved, and the address keeps it", async () => {
    const { page, troubles } = await shop.open("/quality?part=late&watermark=600");
    const { steps, recorded } = await shop.get<Savings>("/api/late/savings");
    const said = async (seconds: number) => {
      const step = steps.find(({ watermark_seconds }) => watermark_seconds === seconds);
      if (step === undefined) throw new Error(`no step of ${seconds} s`);
      const sales = `${count(step.sales)} ${step.sales === 1 ? "sale" : "sales"}`;
      await page.getByText(`${sales}, ${money.format(Number(step.gross_sales))}`).waitFor();
    };
    await page.getByText(`of ${count(recorded.sales)} recorded late`).waitFor();
    await page.getByText("A watermark of 10 min would have saved").waitFor();
    await said(600);
    await page.getByRole("slider", { name: "Watermark" }).press("ArrowRight");
    await page.getByText("A watermark of 12 min would have saved").waitFor();
    await said(720);
    expect(new URL(page.url()).searchParams.get("watermark")).toBe("720");
    await page.getByText("--watermark 12m").waitFor();
    expect(troubles).toEqual([]);
  });

  test("late sales are put in: one of them, then all that wait", async () => {
    const before = await shop.get<LateSales>("/api/late");
    const { page, troubles } = await shop.open("/quality?part=late");
    await page
      .getByRole("checkbox", { name: /^Select late sale/ })
      .first()
      .check();
    await page.getByRole("button", { name: "Put 1 in" }).click();
    await page.getByText("1 late sale was put in.").waitFor();
    await page.getByRole("button", { name: "Put all waiting in" }).click();
    await page.getByText(/will be added to windows that are final/).waitFor();
    await page.getByRole("button", { name: "Put in", exact: true }).click();
    await page.getByText("No late sale is waiting.").waitFor();
    const after = await shop.get<LateSales>("/api/late");
    expect(after.waiting).toEqual({ sales: 0, gross_sales: "0.00" });
    expect(after.applied).toEqual(before.waiting);
    // The correction: the window of that sale holds its amount now.
    await page.goto(`${shop.address}/quality?part=late&show=all&late=${before.sales[0]?.id}`);
    const drawer = page.getByRole("dialog");
    await drawer.getByText(/^Its amount is in them since batch/).waitFor();
    await drawer.getByRole("cell", { name: "All sales" }).first().waitFor();
    expect(troubles).toEqual([]);
  });
});

describe("pipeline", () => {
  test("the figures of the stream are those of the API", async () => {
    const { page, troubles } = await shop.open("/pipeline");
    const { quality, partitions, queries, recent, batch } = await stream();
    const flow = page.getByRole("list", { name: "source, then clean, then windows, then sinks" });
    await flow.getByText(count(quality.read), { exact: true }).waitFor();
    expect(await flow.getByRole("link", { name: /rejected/ }).innerText()).toMatch(new RegExp(`${quality.rejected}$`));
    for (const { partition, next } of partitions) {
      await page.getByText(partition, { exact: true }).waitFor();
      await page.getByText(new RegExp(`next offset ${next}$`)).waitFor();
    }
    const rows = page.getByRole("region", { name: "Queries" }).getByRole("row");
    expect(await rows.count()).toBe(queries.length + 1);
    expect(await rows.nth(1).innerText()).toContain(count(batch));
    await page.getByRole("button", { name: "As a table: Duration of the batches by phase" }).click();
    const phases = page.getByRole("region", { name: "Duration of the batches by phase" });
    await phases
      .getByRole("cell", { name: count(recent.at(-1)?.quality.read ?? 0), exact: true })
      .first()
      .waitFor();
    expect(troubles).toEqual([]);
  });
});

describe("everybody", () => {
  test.each([
    ["en", "light", 1280],
    ["es", "dark", 360],
  ] as const)(
    "in %s, %s, %i px wide: no fault that axe finds, nothing scrolls sideways",
    async (language, colorScheme, width) => {
      const { page, troubles } = await shop.open("/quality", {
        language,
        colorScheme,
        viewport: { width, height: 900 },
        reducedMotion: "reduce",
      });
      const { id } = await firstLetter("future_timestamp");
      const paths = [
        "/quality",
        `/quality?letter=${id}`,
        "/quality?part=late&show=all",
        "/quality?part=duplicate",
        "/pipeline",
      ];
      for (const path of paths) {
        await page.goto(shop.address + path);
        if (path.includes("letter=")) await page.getByRole("dialog").getByRole("textbox").first().waitFor();
        else await page.locator("h2").nth(1).waitFor();
        await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
        expect([path, await faultsOf(page)]).toEqual([path, []]);
        const [scroll, client] = await page.evaluate<[number, number]>(
          "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
        );
        expect([path, scroll <= client]).toEqual([path, true]);
      }
      await page.goto(`${shop.address}/pipeline`);
      await page
        .getByRole("heading", { name: language === "es" ? "Del origen a los destinos" : "From source to sinks" })
        .waitFor();
      expect(troubles).toEqual([]);
    },
  );
});

async function outcome(page: Page): Promise<{ readonly retried: string }> {
  const said = page.getByRole("status").filter({ hasText: /rejected again|accepted/ });
  await said.first().waitFor();
  return { retried: await said.first().innerText() };
}
