import { isAbsolute, join, resolve } from "node:path";
import { openStreamState } from "../../engines/duckdb/stream/state.ts";
import { serve as english } from "../../i18n/en/serve.ts";
import { serve as spanish } from "../../i18n/es/serve.ts";
import { createFormatter } from "../../i18n/format.ts";
import { machineTimeZone } from "../../model/time-zone.ts";
import { openDemoShop } from "../demo-shop.ts";
import { type Session, tell } from "../io.ts";
import { shownPath } from "../paths.ts";
import { serveShop } from "../serve-shop.ts";
import { definitionOf } from "../stream-definition.ts";
import type { DemoFlags } from "./demo.ts";
import type { StreamFlags } from "./stream.ts";

const DAYS = 30;
const [MINUTE, DAY] = [
  { text: "1m", ms: 60_000 },
  { text: "24h", ms: 86_400_000 },
];

/** What `vitrina serve --source simulator` would be asked for. */
const FLAGS: StreamFlags = {
  source: "simulator",
  window: MINUTE,
  watermark: MINUTE,
  trigger: { kind: "interval", ms: 1000 },
  duplicates: DAY,
  late: "keep",
  format: "table",
  retainAside: 100_000,
  onChange: "refuse",
  engine: "duckdb",
  memory: "1GB",
  brokers: [],
};

/** `vitrina demo`: a made-up shop with a past that goes on selling, and its console. Returns the exit code. */
export async function runLiveDemo({ rows, out, ...address }: DemoFlags, session: Session): Promise<number> {
  const { io, words, language } = session;
  const serve = language === "es" ? spanish : english;
  const shown = join(out ?? words.demo.folder, "live");
  const folder = isAbsolute(shown) ? shown : resolve(io.cwd, shown);
  const timeZone = machineTimeZone();
  const shop = await openDemoShop({ folder, rows, days: DAYS, timeZone, now: io.now() });
  const definition = definitionOf(FLAGS, shop.source.id, { mapping: {}, timeZone, currency: "EUR" });
  const state = await openStreamState({ folder, definition, memory: FLAGS.memory });
  try {
    const format = createFormatter({ language, currency: "" });
    await tell(
      session,
      shop.isNew
        ? serve.demo_begins({ rows: format.count(shop.rows), days: String(shop.days) })
        : serve.demo_continues({ folder: shownPath(folder, io.cwd, "folder") }),
    );
    await serveShop({
      flags: FLAGS,
      address: {
        host: address.host,
        port: address.port,
        token: address.token ?? io.env.VITRINA_TOKEN,
        allowedHosts: address.allowedHost,
      },
      state,
      folder,
      source: shop.source,
      ingest: null,
      demo: true,
      kafka: () => Promise.reject(new Error("a demo has no Kafka")),
      session,
    });
  } finally {
    await state.close();
  }
  return 0;
}
