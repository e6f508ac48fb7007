import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../src/sinks/report/render-report.ts";
import { ALL } from "../fixtures/analyses.ts";
import { anOutcome } from "../fixtures/outcome.ts";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const isThere = existsSync(CHROMIUM);
const isSkipped = !isThere && process.env.CI === undefined;
const title = isSkipped
  ? `the report in a browser (skipped: no Chromium at ${CHROMIUM}; set CHROMIUM)`
  : "the report in a browser";

describe.skipIf(isSkipped)(title, () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-background-networking"],
    });
    folder = await mkdtemp(join(tmpdir(), "vitrina-report-"));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ["es", "light", 360],
    ["en", "dark", 360],
    ["es", "dark", 1280],
    ["en", "light", 2560],
  ] as const)(
    "in %s, %s, %i px wide: nothing scrolls sideways, nothing is asked of the network, nothing fails",
    async (language, colorScheme, width) => {
      const file = join(folder, `${language}-${width}.html`);
      await writeFile(file, renderReport(anOutcome({ analyses: ALL }), language));
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      const troubles: string[] = [];
      page.on("console", (message) => troubles.push(message.text()));
      page.on("pageerror", (error) => troubles.push(error.message));
      page.on("request", (request) => {
        if (!request.url().startsWith("file:")) {
          troubles.push(request.url());
        }
      });
      await page.goto(pathToFileURL(file).href);
      const size = await page.evaluate<{ scroll: number; client: number }>(
        "({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth })",
      );
      expect(size.scroll).toBeLessThanOrEqual(size.client);
      expect(await page.getAttribute("html", "lang")).toBe(language);
      expect(await page.locator("svg").count()).toBeGreaterThan(5);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});
