import { join } from "node:path";
import { rules as englishRules } from "../i18n/en/rules.ts";
import { rules as spanishRules } from "../i18n/es/rules.ts";
import { REJECTING_RULES, type RejectReason, WARNING_RULES } from "../model/rules.ts";
import type { Positions } from "../model/stream/records.ts";
import type { DefinitionPart, StreamDefinition } from "../model/stream/stream-definition.ts";
import type { StreamQuality } from "../model/stream/stream-progress.ts";
import { printable } from "../sinks/console/printable.ts";
import { wrap } from "../sinks/console/width.ts";
import { equationText } from "../sinks/stream/batch-header.ts";
import { createStreamLook, type StreamLook } from "../sinks/stream/stream-look.ts";
import type { SourceEvent } from "../sources/stream/stream-source.ts";
import { type Session, tell, wantsColor, widthOfOutput } from "./io.ts";
import { shownPath } from "./paths.ts";

/** What a stream says about itself on stderr. */
export type StreamTalk = ReturnType<typeof createStreamTalk>;

/** How a run went. */
export interface StreamEnd {
  readonly stopped: boolean;
  /** Of the last batch ever; 0 before the first. */
  readonly batch: number;
  readonly positions: Positions;
  /** Of this run, and of all runs. */
  readonly quality: StreamQuality;
  readonly all: StreamQuality;
  readonly windowsMadeFinal: number;
  /** Null where no batch told. */
  readonly windowsOpen: number | null;
}

const MOST_PARTITIONS = 4;

export function createStreamTalk(definition: StreamDefinition, folder: string, session: Session) {
  const { io, language } = session;
  const { timeZone, currency } = definition;
  const color = wantsColor(io, io.stderr);
  const look = createStreamLook({ language, currency, timeZone, color, seconds: true });
  const { words, format, paint } = look;
  const shownFolder = shownPath(folder, io.cwd, "folder");
  const say = async (text: string) => {
    // A terminal would break words.
    const lines = io.stderr.isTTY === true ? wrap(text, Math.max(40, widthOfOutput(io.stderr))) : [text];
    for (const line of lines) await tell(session, line);
  };

  return {
    look,
    async begins(batch: number, positions: Positions): Promise<void> {
      const { source, sizeSeconds, slideSeconds, watermarkSeconds } = definition;
      const span = look.times.span;
      await say(
        words.reading({
          source: printable(source),
          window: span(sizeSeconds),
          slide: slideSeconds === sizeSeconds ? null : span(slideSeconds),
          watermark: span(watermarkSeconds),
        }),
      );
      await say(
        batch === 0
          ? words.state_new({ folder: shownFolder })
          : words.state_continues({
              folder: shownFolder,
              batch: format.count(batch),
              positions: positionsText(positions, look),
            }),
      );
    },
    changed: (parts: readonly DefinitionPart[], onChange: "replay" | "drop") =>
      say((onChange === "replay" ? words.state_replayed : words.state_dropped)({ parts })),
    listening: (address: string) => say(words.listening({ address })),
    waitingForFile: (file: string) => say(words.waiting_for_file({ file: printable(file) })),
    unanswered: (query: string, column: string) => say(words.query_unanswered({ query, column })),
    finalWindowsIn: (path: string) => say(words.final_windows_in({ folder: shownPath(path, io.cwd, "folder") })),
    stopping: () => say(words.stopping),
    event: (event: SourceEvent) => say(`${paint.warn("!")} ${printable(eventText(event, look))}`),

    async ends({ stopped, batch, positions, quality, all, windowsMadeFinal, windowsOpen }: StreamEnd): Promise<void> {
      if (batch === 0) {
        await say(stopped ? words.stopped_before : words.ended_empty);
        return;
      }
      const said = { batch: format.count(batch), positions: positionsText(positions, look) };
      await say(stopped ? words.stopped(said) : words.ended(said));
      if (quality.read === 0 && all.read > 0) await say(words.nothing_new);
      const windows =
        windowsOpen === null
          ? ""
          : words.windows({ final: format.count(windowsMadeFinal), provisional: format.count(windowsOpen) });
      if (quality.read > 0) await say(words.this_run({ equation: equationText(quality, look), windows }));
      if (quality.rejected > 0) await say(words.reasons({ reasons: reasonsText(quality, session, look) }));
      if (all.read > quality.read) await say(words.since_beginning({ equation: equationText(all, look) }));
      if (definition.rows === "keep" && all.accepted > 0) {
        await say(words.rows_in({ folder: shownPath(join(folder, "history"), io.cwd, "folder") }));
      }
    },
  };
}

function positionsText(positions: Positions, { words, format }: StreamLook): string {
  const shown = [...positions].slice(0, positions.size === MOST_PARTITIONS + 1 ? positions.size : MOST_PARTITIONS);
  const texts = shown.map(([partition, position]) =>
    words.position({ partition: printable(partition), position: positionText(position, words, format) }),
  );
  const more = positions.size - shown.length;
  return [...texts, ...(more === 0 ? [] : [words.more_positions({ count: format.count(more) })])].join(" · ");
}

/** An offset as a number; a place in a file by its byte. */
function positionText(position: string, words: StreamLook["words"], format: StreamLook["format"]): string {
  if (/^\d+$/.test(position)) return format.count(position);
  const [, at] = /"at":(\d+)/.exec(position) ?? [];
  return at === undefined ? printable(position) : words.byte({ at: format.count(at) });
}

function eventText(event: SourceEvent, { words }: StreamLook): string {
  switch (event.kind) {
    case "gap":
      return words.gap(event);
    case "partition_added":
      return words.partition_added(event);
    case "partition_taken":
      return words.partition_taken(event);
    case "file_rotated":
      return words.file_rotated(event);
    case "file_truncated":
      return words.file_truncated(event);
    case "disconnected":
      return words.disconnected(event);
    case "reconnected":
      return words.reconnected;
  }
}

function reasonsText({ reasons }: StreamQuality, { language }: Session, { format }: StreamLook): string {
  const rules = language === "es" ? spanishRules : englishRules;
  const order: readonly RejectReason[] = [...REJECTING_RULES, ...WARNING_RULES];
  return order
    .flatMap((reason) => {
      const count = reasons[reason] ?? 0;
      return count === 0 ? [] : [`${rules[reason].label} (${reason}) ${format.count(count)}`];
    })
    .join(", ");
}
