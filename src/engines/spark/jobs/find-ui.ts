import { getConfig } from "../connect/config.ts";
import type { SparkSession } from "../connect/link.ts";

/** Where Spark's pages may be, and of which application. */
export interface UiPlaces {
  readonly app: string | null;
  readonly name: string;
  readonly bases: readonly string[];
  /** The server has them switched off. */
  readonly off: boolean;
}

/** Spark takes the next port where one is taken. */
const PORTS_TRIED = 4;

/** Asks the session; `given` is what the person says, and then the only place. */
export async function findUi(session: SparkSession, given: string | undefined): Promise<UiPlaces> {
  const ask = (key: string) => getConfig(session, key);
  const app = (await ask("spark.app.id")) ?? null;
  const name = (await ask("spark.app.name")) ?? "";
  if (given !== undefined) return { app, name, bases: [given], off: false };
  if ((await ask("spark.ui.enabled")) === "false") return { app, name, bases: [], off: true };
  const tls = (await ask("spark.ssl.ui.enabled")) ?? (await ask("spark.ssl.enabled"));
  const first = Number((await ask("spark.ui.port")) ?? 4040) || 4040;
  const driver = await ask("spark.driver.host");
  const hosts = new Set([hostOf(session.server), ...(driver === undefined ? [] : [bracketed(driver)])]);
  const bases = [...hosts].flatMap((host) => {
    const plain = Array.from({ length: PORTS_TRIED }, (_, index) => `http://${host}:${first + index}`);
    return tls === "true" ? [`https://${host}:${first + TLS_OFFSET}`, ...plain] : plain;
  });
  return { app, name, bases, off: false };
}

/** As Spark counts where spark.ssl.ui.port is not set. */
const TLS_OFFSET = 400;

/** Spark Connect runs in the driver, so its host is the pages' host too. */
function hostOf(server: string): string {
  return /^sc:\/\/(\[[^\]]+\]|[^:/;]+)/.exec(server)?.[1] ?? "localhost";
}

function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
