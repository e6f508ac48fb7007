import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Fields } from "../../src/server/api/fields.ts";
import type { RunDetail, Runs } from "../../src/server/api/runs.ts";
import type { Audit, Settings } from "../../src/server/api/session.ts";
import type { Shop } from "../../src/server/api/shop.ts";
import { faultsOf } from "../fixtures/axe.ts";
import { useConsole } from "../fixtures/console.ts";

/** The runs of whoever tests are not this shop's. */
process.env.VITRINA_HOME = "off";
const shop = useConsole({ rows: 20_000 });
const PASSWORD = "correct horse battery";

describe("runs", () => {
  test("a run tells what the API tells", async () => {
    const { page, troubles } = await shop.open("/runs?kind=serve");
    const { runs } = await shop.get<Runs>("/api/runs?kind=serve");
    expect(runs).toHaveLength(1);
    const id = runs[0]?.id ?? "";
    await page.getByRole("cell").getByRole("button").first().click();
    await page.getByText(id, { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("run")).toBe(id);
    const { parameters, log } = await shop.get<RunDetail>(`/api/runs/${id}`);
    const table = page.getByRole("region", { name: "Parameters" }).getByRole("table");
    const shown = await table.getByRole("cell").allInnerTexts();
    expect(shown.filter((_, place) => place % 2 === 0)).toEqual(Object.keys(parameters));
    expect(shown[1]).toBe(parameters.source);
    await page
      .getByRole("region", { name: "Log" })
      .getByText(log[0]?.text.en ?? "")
      .waitFor();
    await page.getByRole("button", { name: "All runs" }).click();
    await page.getByRole("heading", { name: "Runs", level: 2 }).waitFor();
    expect(troubles).toEqual([]);
  });

  test("two runs over one file: the same content, and what differs is marked", async () => {
    const csv = ["fecha,importe,estado", "2026-09-01 10:00:00,10.00,Completada", "2026-09-02 11:00:00,5.50,Pendiente"];
    const post = async <T>(path: string, body: string, type = "application/json") => {
      const headers = { origin: shop.address, "content-type": type };
      return (await (await fetch(shop.address + path, { method: "POST", headers, body })).json()) as T;
    };
    const { upload, mapping } = await post<{ upload: { id: string }; mapping: object }>(
      "/api/files?name=two.csv",
      csv.join("\n"),
      "text/csv",
    );
    const ids: string[] = [];
    for (const lang of ["en", "es"]) {
      const { run } = await post<{ run: string }>(`/api/files/${upload.id}/run`, JSON.stringify({ mapping, lang }));
      ids.push(run);
      const { page } = await shop.open(`/runs?run=${run}`);
      await page.getByText("done", { exact: true }).waitFor();
      await page.context().close();
    }
    const { page, troubles } = await shop.open("/runs?kind=batch");
    await page
      .getByRole("checkbox", { name: /^Select/ })
      .nth(1)
      .waitFor();
    for (const box of await page.getByRole("checkbox", { name: /^Select/ }).all()) await box.check();
    await page.getByRole("button", { name: "Compare the two" }).click();
    await page.getByText("Both read the same content.").waitFor();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get("run"), searchParams.get("with")]).toEqual(ids.toSorted());
    const [first, second] = await Promise.all(ids.map((id) => shop.get<RunDetail>(`/api/runs/${id}`)));
    expect(first?.inputs[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(first?.inputs[0]?.sha256).toBe(second?.inputs[0]?.sha256);
    const row = page.getByRole("row").filter({ has: page.getByRole("cell", { name: "accepted", exact: true }) });
    expect((await row.innerText()).split(/\s+/)).toEqual(["accepted", "2", "2", "the", "same"]);
    expect(troubles).toEqual([]);
  });
});

describe("settings", () => {
  test("what holds, and by which option; the owner's own are kept and noted", async () => {
    const { page, troubles } = await shop.open("/settings");
    const { stream, currency, time_zone } = await shop.get<Shop>("/api/shop");
    expect(stream.watermark_seconds).toBe(60);
    const row = (id: string) => page.locator(`[data-setting="${id}"]`);
    await row("watermark").waitFor();
    expect((await row("watermark").innerText()).split("\t").map((cell) => cell.trim())).toEqual([
      "Watermark",
      "1\u00a0min",
      "--watermark",
    ]);
    expect(await row("currency").innerText()).toContain(currency);
    expect(await row("time_zone").innerText()).toContain(time_zone);
    const { columns, kept } = await shop.get<Fields>("/api/fields");
    expect(kept).toEqual({ rows: true, rows_days: null, windows_days: null, aside: null });
    const mapping = page.getByRole("table", { name: "How records are read" });
    expect(await mapping.getByRole("row").count()).toBe((columns?.length ?? 0) + 1);
    await page.getByRole("textbox", { name: "Name of the shop" }).fill("Corner shop");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("banner").getByText("Corner shop").waitFor();
    expect(await shop.get<Settings>("/api/settings")).toEqual({ name: "Corner shop", viewers_may_export: false });
    const { entries } = await shop.get<Audit>("/api/audit");
    expect(entries[0]).toMatchObject({ action: "settings" });
    await page.getByRole("cell", { name: "changed the settings" }).waitFor();
    expect(troubles).toEqual([]);
  });

  test.each([
    ["en", "light", 1280],
    ["es", "dark", 360],
  ] as const)(
    "in %s, %s, %i px wide: no fault that axe finds, nothing scrolls sideways",
    async (language, colorScheme, width) => {
      const { runs } = await shop.get<Runs>("/api/runs");
      const [last, first] = [runs[0]?.id, runs.at(-1)?.id];
      const { page, troubles } = await shop.open("/settings", {
        language,
        colorScheme,
        viewport: { width, height: 900 },
        reducedMotion: "reduce",
      });
      for (const path of ["/settings", "/runs", `/runs?run=${last}`, `/runs?run=${first}&with=${last}`]) {
        await page.goto(shop.address + path);
        await page.locator("table").first().waitFor();
        await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
        expect([path, await faultsOf(page)]).toEqual([path, []]);
        const [scroll, client] = await page.evaluate<[number, number]>(
          "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
        );
        expect([path, scroll <= client]).toEqual([path, true]);
      }
      expect(troubles).toEqual([]);
    },
  );

  // The last one: from then on everybody logs in.
  test("users are added, log in, and see and may do what their role allows", async () => {
    const { page: admin } = await shop.open("/settings");
    const add = async (name: string, role: string) => {
      await admin.getByRole("textbox", { name: "Name", exact: true }).fill(name);
      await admin.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
      if (role !== "admin") await admin.getByRole("radiogroup", { name: "Role" }).getByText(role).click();
      await admin.getByRole("button", { name: "Add" }).click();
    };
    expect(await admin.getByRole("radio", { name: "viewer" }).isDisabled()).toBe(true);
    await add("ana", "admin");
    await login(admin, "ana");
    await admin.getByRole("cell", { name: "ana (this session)" }).waitFor();
    await add("val", "viewer");
    await admin.getByRole("cell", { name: "val", exact: true }).waitFor();
    await add("leo", "analyst");
    await admin.getByRole("cell", { name: "leo", exact: true }).waitFor();

    const { page: viewer } = await shop.open("/settings");
    await login(viewer, "val");
    await viewer.getByText("Your role: viewer.").waitFor();
    await viewer.getByText("Only an admin can change this.").waitFor();
    expect(await viewer.getByRole("textbox", { name: "Name of the shop" }).isDisabled()).toBe(true);
    expect(await viewer.getByRole("heading", { name: "Who changed what" }).count()).toBe(0);
    await viewer.goto(`${shop.address}/quality?status=all`);
    await viewer.getByRole("heading", { name: "Rejected records", exact: true }).waitFor();
    expect(await viewer.getByRole("checkbox").count()).toBe(0);
    await viewer.goto(`${shop.address}/quality?letter=1`);
    const drawer = viewer.getByRole("dialog");
    await drawer.getByText("Not shown to viewers").waitFor();
    await drawer.getByText("Retrying and dropping are for analysts and admins.").waitFor();
    expect(await drawer.getByRole("button", { name: /Try again|Drop/ }).count()).toBe(0);
    await viewer.goto(`${shop.address}/pipeline`);
    await viewer.getByRole("button", { name: "As a table: Duration of the batches by phase" }).waitFor();
    expect(await viewer.getByRole("button", { name: /^Export/ }).count()).toBe(0);

    const { page: analyst } = await shop.open("/quality?letter=1");
    await login(analyst, "leo");
    await analyst.getByRole("dialog").getByRole("button", { name: "Try again" }).waitFor();
    await analyst.goto(`${shop.address}/settings`);
    await analyst.getByText("Your role: analyst.").waitFor();
    expect(await analyst.getByRole("heading", { name: "Who changed what" }).count()).toBe(0);

    await admin.getByRole("button", { name: "Remove val" }).click();
    await admin.getByRole("button", { name: "Remove", exact: true }).click();
    await admin.getByRole("cell", { name: "val", exact: true }).waitFor({ state: "detached" });
    await viewer.reload();
    await viewer.getByRole("button", { name: "Log in" }).waitFor();
  });
});

async function login(page: Page, name: string): Promise<void> {
  const send = page.getByRole("button", { name: "Log in" });
  await send.waitFor();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await send.click();
  await page.getByRole("banner").waitFor();
}
