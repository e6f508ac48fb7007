import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { createLiveLines, type Disorder } from "../generator/live-lines.ts";
import { UserError } from "../model/user-error.ts";
import { openHttpSource } from "../sources/http/http-source.ts";
import type { KafkaAccess } from "../sources/kafka/access.ts";
import { openKafkaSource } from "../sources/kafka/source.ts";
import { openSimulatorSource } from "../sources/simulator/simulator-source.ts";
import { openStdinSource } from "../sources/stdin/stdin-source.ts";
import type { StreamSource } from "../sources/stream/stream-source.ts";
import { isCsvName } from "../sources/tail/tail-format.ts";
import { openTailSource } from "../sources/tail/tail-source.ts";
import type { StreamFlags } from "./commands/stream.ts";
import type { Session } from "./io.ts";
import { sourceKind, topicsOf, USUAL_SEED } from "./stream-source-kind.ts";
import { type Start, startOf } from "./stream-start.ts";
import { streamHelpOf } from "./stream-words.ts";

export interface OpenSourceContext {
  readonly stateFolder: string;
  /** The shop's. */
  readonly timeZone: string;
  readonly kafka: () => Promise<KafkaAccess>;
  readonly session: Session;
}

export interface ChosenSource {
  readonly source: StreamSource;
  /** Where it listens, once it is open; undefined where it does not. */
  readonly address: () => string | undefined;
  /** The file does not exist yet. */
  readonly waitsForFile: boolean;
}

const USUAL_RATE = 10;
const USUAL_PORT = 4040;
const DIRTY: Disorder = { late: 0.02, duplicate: 0.02, future: 0.005, broken: 0.01 };

/** The source that a line asks for; it is opened later. Throws UserError where the line cannot mean it. */
export async function openSource(flags: StreamFlags, context: OpenSourceContext): Promise<ChosenSource> {
  const { session, timeZone, stateFolder, kafka } = context;
  const start = startOf(flags, timeZone, session);
  const only = (source: StreamSource): ChosenSource => ({ source, address: () => undefined, waitsForFile: false });
  switch (sourceKind(flags)) {
    case "kafka":
      return only(
        openKafkaSource({
          access: await kafka(),
          topics: topicsOf(flags),
          from: start,
          group: flags.group ?? null,
          onGap: flags.onGap === "continue" ? "continue" : "fail",
        }),
      );
    case "simulator":
      return only(openSimulator(flags, timeZone));
    case "http": {
      const token = flags.token ?? session.io.env.VITRINA_TOKEN;
      const source = openHttpSource({
        port: flags.port ?? USUAL_PORT,
        spoolFolder: join(stateFolder, "inbox"),
        ...(flags.host === undefined ? {} : { host: flags.host }),
        ...(token === undefined || token === "" ? {} : { token }),
        ...(flags.allowedHost === undefined ? {} : { allowedHosts: flags.allowedHost }),
      });
      return { source, address: () => source.address, waitsForFile: false };
    }
    case "stdin": {
      const { stdin } = session.io;
      return only(openStdinSource({ stdin: stdin instanceof Readable ? stdin : new Readable().wrap(stdin) }));
    }
    case "file":
      return openFile(flags, start, session);
  }
}

function openSimulator(flags: StreamFlags, timeZone: string): StreamSource {
  const { rate = USUAL_RATE, seed = USUAL_SEED, scenario = "clean", count } = flags;
  return openSimulatorSource({
    rowsPerSecond: rate,
    seed,
    scenario,
    ...(count === undefined ? {} : { rows: count }),
    next: createLiveLines({ seed, timeZone, ...(scenario === "dirty" ? { disorder: DIRTY } : {}) }),
  });
}

async function openFile(flags: StreamFlags, start: Start, session: Session): Promise<ChosenSource> {
  const { source: shown, trigger } = flags;
  const path = resolve(session.io.cwd, shown);
  const found = await stat(path).catch(() => undefined);
  const once = trigger.kind === "available-now";
  if (found === undefined && once) throw new UserError("file_not_found", { file: shown });
  if (found?.isDirectory() === true || /\.(parquet|gz|zst|xlsx?)$/i.test(shown)) {
    const { file_source: expected } = streamHelpOf(session).expected;
    throw new UserError("bad_option", { option: "--source", value: shown, expected });
  }
  const source = openTailSource({
    path,
    shown,
    from: start === "latest" ? "latest" : "earliest",
    format: isCsvName(path) ? "csv" : "ndjson",
    lastLine: once ? "take" : "wait",
  });
  return { source, address: () => undefined, waitsForFile: found === undefined };
}
