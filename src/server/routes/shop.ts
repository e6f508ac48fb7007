import { wallClock } from "../../pipelines/shop-time.ts";
import { shopRoute } from "../api/shop.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";

export function addShop(api: Api, { desk, shop, settings, now }: ServerParts): void {
  const { definition } = desk;
  const clock = wallClock(definition.timeZone);

  api.openapi(shopRoute, async (c) => {
    const [kept, labels] = [await desk.kept(), await desk.labels()];
    const columns = desk.columns();
    const status = desk.plan()?.status;
    const at = now();
    return c.json(
      {
        name: settings.get().name || definition.source,
        currency: desk.plan()?.currency || definition.currency,
        time_zone: definition.timeZone,
        language: shop.language,
        version: shop.version,
        engine: { id: "duckdb" as const, version: desk.engineVersion },
        source: { id: definition.source, kind: shop.sourceKind, demo: shop.demo },
        now: at.toISOString(),
        shop_now: clock(at),
        columns: columns === null ? null : [...columns],
        labels: {
          category: [...labels.category],
          payment_method: [...labels.payment_method],
          status: [...labels.status],
        },
        status_classes: {
          recognised: [...(status?.recognised ?? [])],
          pending: [...(status?.pending ?? [])],
          cancelled: [...(status?.cancelled ?? [])],
        },
        kept: kept.value,
        stream: {
          window_seconds: definition.sizeSeconds,
          slide_seconds: definition.slideSeconds,
          watermark_seconds: definition.watermarkSeconds,
          duplicate_seconds: definition.duplicateSeconds,
          future_seconds: definition.futureSeconds,
          late: definition.late,
          queries: [...definition.queries],
        },
      },
      200,
    );
  });
}
