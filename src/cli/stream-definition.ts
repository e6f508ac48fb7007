import type { Mapping } from "../model/mapping.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import { DEFAULT_WINDOWED_QUERIES } from "../model/stream/windowed-queries.ts";
import { UserError } from "../model/user-error.ts";
import type { StreamFlags } from "./commands/stream.ts";
import type { Session } from "./io.ts";
import { type SourceKind, sourceKind } from "./stream-source-kind.ts";
import { streamHelpOf } from "./stream-words.ts";

export interface Shop {
  readonly mapping: Mapping;
  readonly timeZone: string;
  readonly currency: string;
}

/** What the line says about the figures. `checkFlags` came first. */
export function definitionOf(
  flags: StreamFlags,
  source: string,
  { mapping, timeZone, currency }: Shop,
): StreamDefinition {
  // What the line may say as well is stated once, or a change of it would count as two.
  const { time_zone: _zone, currency: _currency, ...rest } = mapping;
  const { window, slide = window, watermark, duplicates } = flags;
  const kind = sourceKind(flags);
  return {
    source,
    queries: queriesOf(flags),
    sizeSeconds: window.ms / 1000,
    slideSeconds: slide.ms / 1000,
    watermarkSeconds: watermark.ms / 1000,
    futureSeconds:
      flags.future === undefined ? usualFuture(kind) : flags.future === null ? null : flags.future.ms / 1000,
    duplicateSeconds: duplicates === null ? 0 : duplicates.ms / 1000,
    late: flags.late,
    rows: flags.keepRows === false ? "drop" : "keep",
    strict: flags.strict === true,
    mapping: rest,
    timeZone,
    currency,
  };
}

/** Throws UserError "bad_option" for options that contradict each other. */
export function checkFlags(flags: StreamFlags, session: Session): void {
  const { expected } = streamHelpOf(session);
  const { window, slide, duplicates } = flags;
  const refuse = (option: string, value: string, what: string) =>
    new UserError("bad_option", { option, value, expected: what });
  if (slide !== undefined && slide.ms > window.ms) {
    throw refuse("--slide", slide.text, expected.slide({ window: window.text }));
  }
  for (const [option, duration] of [
    ["--watermark", flags.watermark],
    ["--future", flags.future],
    ["--duplicates", duplicates],
  ] as const) {
    if (duration && duration.ms % 1000 !== 0) throw refuse(option, duration.text, expected.whole_seconds);
  }
  const kind = sourceKind(flags);
  for (const [name, kinds] of Object.entries(SOURCES_OF) as [keyof StreamFlags, readonly SourceKind[]][]) {
    if (flags[name] === undefined || kinds.includes(kind)) continue;
    const option = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const sources = kinds.map((one) => NAMES[one]).join(", ");
    throw refuse("--source", flags.source, expected.source_of({ sources, option }));
  }
}

/** Options that mean nothing for other sources: given there, they are a misunderstanding. */
const SOURCES_OF: Partial<Record<keyof StreamFlags, readonly SourceKind[]>> = {
  topic: ["kafka"],
  from: ["kafka", "file"],
  group: ["kafka"],
  onGap: ["kafka"],
  idle: ["kafka", "simulator", "http"],
  rate: ["simulator"],
  count: ["simulator"],
  seed: ["simulator"],
  scenario: ["simulator"],
  host: ["http"],
  port: ["http"],
  token: ["http"],
  allowedHost: ["http"],
};

const NAMES: Readonly<Record<SourceKind, string>> = {
  kafka: "kafka",
  simulator: "simulator",
  http: "http",
  file: "PATH",
  stdin: "-",
};

const HOUR_SECONDS = 3600;
const IDLE_MS = 30_000;

/** A file's times were not made now. */
function usualFuture(kind: SourceKind): number | null {
  return kind === "file" || kind === "stdin" ? null : HOUR_SECONDS;
}

/** How long a partition stays quiet before it holds no window open; a file always waits. */
export function idleOf(flags: StreamFlags): number | null {
  const kind = sourceKind(flags);
  if (kind === "file" || kind === "stdin" || flags.idle === null) return null;
  return flags.idle?.ms ?? IDLE_MS;
}

function queriesOf({ query, by = [] }: StreamFlags): string[] {
  // Naming dimensions alone adds to what there is anyway.
  return [...new Set([...(query ?? DEFAULT_WINDOWED_QUERIES), ...by])];
}
