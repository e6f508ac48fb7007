import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

/*
 * Takes the pictures of docs/gallery from a console that runs, best `npm start` after a few minutes:
 *
 *     node scripts/gallery.ts [http://127.0.0.1:4040]
 */

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const PICTURES = [
  { name: "live", path: "/live", locale: "en-GB", scheme: "light", screen: WIDE },
  { name: "live-dark-es", path: "/live", locale: "es-ES", scheme: "dark", screen: WIDE },
  { name: "live-phone-es", path: "/live", locale: "es-ES", scheme: "light", screen: PHONE },
  { name: "explore-es", path: "/explore", locale: "es-ES", scheme: "light", screen: WIDE },
  { name: "quality-dark", path: "/quality", locale: "en-GB", scheme: "dark", screen: WIDE },
  { name: "pipeline", path: "/pipeline", locale: "en-GB", scheme: "light", screen: WIDE },
  { name: "files-es", path: "/files", locale: "es-ES", scheme: "light", screen: WIDE },
  { name: "runs-phone-dark", path: "/runs", locale: "en-GB", scheme: "dark", screen: PHONE },
] as const;

const [address = "http://127.0.0.1:4040"] = process.argv.slice(2);
const folder = join(import.meta.dirname, "..", "docs", "gallery");
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const { name, path, locale, scheme, screen } of PICTURES) {
    const page = await browser.newPage({ locale, colorScheme: scheme, viewport: screen, reducedMotion: "reduce" });
    await page.goto(address + path);
    // Each panel is a skeleton until it has its figures.
    await page.locator("main h1, main h2").first().waitFor();
    await page.getByText(/^(As of|Actualizado) /).waitFor();
    await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
}
