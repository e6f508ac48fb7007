import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDbEngine } from "../../engines/duckdb/engine.ts";
import { openReplayRows } from "../../engines/duckdb/replay-rows.ts";
import type { TableEngine } from "../../engines/engine.ts";
import { MappingNeeded } from "../../model/propose/mapping-needed.ts";
import { machineTimeZone } from "../../model/time-zone.ts";
import { planSources } from "../../pipelines/plan-sources.ts";
import { resolveInputs } from "../../sources/files/resolve-inputs.ts";
import type { Session } from "../io.ts";
import { createProgress } from "../progress.ts";
import { offerProposal } from "../propose.ts";
import { type MappingFlags, readMapping } from "../read-mapping.ts";
import type { ReplayRow } from "./send-sales.ts";

/** The valid sales of a file, ready to be written in the order of their times. */
export interface Replay {
  readonly file: string;
  readonly accepted: number;
  readonly rejected: number;
  /** How many happened a second, on the whole; 0 where that is not known. */
  readonly perSecond: number;
  chunks(): AsyncIterable<readonly ReplayRow[]>;
  close(): Promise<void>;
}

const AT_ONCE = 20_000;

/** Reads and judges the file as a batch does. Throws UserError. */
export async function openReplay(file: string, flags: MappingFlags, session: Session): Promise<Replay> {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-produce-"));
  let engine: TableEngine | undefined;
  const close = async () => {
    await engine?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    engine = await openDuckDbEngine({ workFolder: folder, signal: session.io.signal });
    return { ...(await load(engine, file, { flags, folder, session })), file, close };
  } catch (error) {
    await close();
    if (error instanceof MappingNeeded) return offerProposal(error, { format: "table" }, session);
    throw error;
  }
}

interface Loading {
  readonly flags: MappingFlags;
  readonly folder: string;
  readonly session: Session;
}

async function load(engine: TableEngine, file: string, { flags, folder, session }: Loading) {
  const { cwd, stdin, signal } = session.io;
  const mapping = await readMapping(flags, cwd);
  const inputs = await resolveInputs([file], { cwd, stdin, spoolFolder: folder, signal });
  const defaults = { timeZone: machineTimeZone(), currency: "" };
  const { sources } = await planSources({ engine, inputs, mapping, defaults, spoolFolder: folder, signal });
  const progress = createProgress(session);
  try {
    const loaded = await engine.load(sources, {
      strict: false,
      signal,
      onProgress: ({ fraction }) => progress.show({ phase: "load", fraction }),
    });
    const rows = await openReplayRows(engine, loaded);
    const { accepted, rejected } = loaded.quality;
    const seconds = loaded.span === null ? 0 : secondsBetween(loaded.span.first, loaded.span.last);
    return { accepted, rejected, perSecond: accepted / Math.max(1, seconds), chunks: () => rows.chunks(AT_ONCE) };
  } finally {
    progress.clear();
  }
}

function secondsBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / 1000;
}
