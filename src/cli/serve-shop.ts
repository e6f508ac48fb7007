import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openShopReader } from "../engines/duckdb/shop/shop-reader.ts";
import type { StreamState } from "../engines/duckdb/stream/state.ts";
import { serve as english } from "../i18n/en/serve.ts";
import { serve as spanish } from "../i18n/es/serve.ts";
import { userRunFolder } from "../pipelines/run-folder.ts";
import { createShopDesk } from "../pipelines/shop-desk.ts";
import { createShopLive } from "../pipelines/shop-live.ts";
import { recordStreamRun } from "../pipelines/shop-run.ts";
import { startShopStream } from "../pipelines/shop-stream.ts";
import { deskOperations } from "../pipelines/stream-desk.ts";
import { createServerApp } from "../server/app.ts";
import { openControl } from "../server/control/open-control.ts";
import { storedRuns } from "../server/control/running-runs.ts";
import { listenServer, type ServerListener } from "../server/listen.ts";
import { openOffice } from "../server/open-office.ts";
import { printable } from "../sinks/console/printable.ts";
import type { KafkaAccess } from "../sources/kafka/access.ts";
import type { StreamSource } from "../sources/stream/stream-source.ts";
import type { StreamFlags } from "./commands/stream.ts";
import { failureText } from "./failure.ts";
import { type Session, tell } from "./io.ts";
import { idleOf } from "./stream-definition.ts";
import { openKeptOutputs } from "./stream-outputs.ts";
import { sourceKind } from "./stream-source-kind.ts";
import { readVersion } from "./version.ts";

export interface ServeShopOptions {
  readonly flags: StreamFlags;
  readonly address: ServeAddress;
  readonly state: StreamState;
  /** Of the state, absolute. */
  readonly folder: string;
  readonly source: StreamSource;
  readonly ingest: ((request: Request) => Promise<Response>) | null;
  readonly demo: boolean;
  readonly kafka: () => Promise<KafkaAccess>;
  readonly session: Session;
}

export interface ServeAddress {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly token: string | undefined;
  readonly allowedHosts: readonly string[] | undefined;
}

const [USUAL_HOST, USUAL_PORT] = ["127.0.0.1", 4040];
const WEB_FOLDER = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** Runs a stream with its console until somebody stops it; the state stays open. Throws UserError where it cannot listen. */
export async function serveShop(options: ServeShopOptions): Promise<void> {
  const { flags, state, folder, source, session } = options;
  const { io, language } = session;
  const words = language === "es" ? spanish : english;
  const { host = USUAL_HOST, port = USUAL_PORT, allowedHosts = [] } = options.address;
  const token = options.address.token === "" ? undefined : options.address.token;
  const { definition } = state;
  const office = await openOffice({
    folder: join(folder, "console"),
    otherRuns: userRunFolder(io.env),
    host,
    token,
    defaults: { timeZone: definition.timeZone, currency: definition.currency },
    version: readVersion(),
    memory: flags.memory,
    now: io.now,
  });
  const reader = await openShopReader(state.look);
  const desk = createShopDesk(state, reader);
  const aside = deskOperations(state);
  const live = createShopLive((limit) => desk.latestSales(limit));
  const outputs = await openKeptOutputs(flags, state, options.kafka, session);
  const stop = new AbortController();
  let listener: ServerListener | undefined;
  const control = await openControl({ folder, state, desk: aside, runs: storedRuns(office.runs), now: io.now });
  try {
    const stream = startShopStream({
      source,
      state,
      sinks: [...outputs.sinks, live.sink],
      trigger: flags.trigger,
      idleMs: idleOf(flags),
      signal: stop.signal,
      now: io.now,
    });
    const endRun = recordStreamRun({ runs: office.runs, stream, definition, version: readVersion(), now: io.now });
    try {
      const answer = createServerApp({
        ...office,
        shop: {
          sourceKind: sourceKind(flags),
          demo: options.demo,
          language,
          version: readVersion(),
          memory: flags.memory,
        },
        desk,
        aside,
        stream,
        live,
        ingest: options.ingest,
        webFolder: WEB_FOLDER,
        trust: { host, allowedHosts },
        now: io.now,
        onFailure: (error) => void tell(session, printable(words.failure({ cause: failureText(error, session) }))),
      });
      listener = await listenServer(answer, { host, port });
      await tell(session, words.listening({ address: listener.address }));
      await tell(session, words.first_look);
      void stream.ended.then(async () => {
        if (io.signal.aborted) return;
        const failure = stream.failure();
        await tell(
          session,
          failure === null
            ? words.stream_ended
            : printable(words.stream_failed({ cause: failureText(failure, session) })),
        );
      });
      await aborted(io.signal);
      await tell(session, words.stopping);
    } finally {
      stop.abort();
      await stream.ended;
      await endRun();
    }
  } finally {
    await live.sink.close();
    await live.feed.close();
    await listener?.close();
    await office.files.close();
    await control.close();
    await source.close();
    await outputs.close();
    await state.flush();
  }
  const { batch, quality } = state.checkpoint();
  await tell(session, words.stopped({ batch: String(batch), accepted: String(quality.accepted) }));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
