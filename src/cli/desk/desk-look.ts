import type { DeskMessages } from "../../i18n/en/desk.ts";
import { rules as englishRules, type RuleWords } from "../../i18n/en/rules.ts";
import { rules as spanishRules } from "../../i18n/es/rules.ts";
import { createFormatter, type Formatter } from "../../i18n/format.ts";
import type { RejectReason } from "../../model/rules.ts";
import type { StreamDefinition } from "../../model/stream/stream-definition.ts";
import { createPaint, type Paint } from "../../sinks/console/paint.ts";
import { createStreamTimes, type StreamTimes } from "../../sinks/stream/stream-times.ts";
import { type Session, wantsColor, widthOfOutput } from "../io.ts";

/** What every text about a stream's state needs besides what it shows. */
export interface DeskLook {
  readonly words: DeskMessages;
  readonly rules: Readonly<Record<RejectReason, RuleWords>>;
  readonly format: Formatter;
  readonly times: StreamTimes;
  readonly paint: Paint;
  readonly width: number;
}

/** Times are on the shop's clock. */
export function deskLook({ timeZone, currency }: StreamDefinition, { io, language, words }: Session): DeskLook {
  return {
    words: words.desk,
    rules: language === "es" ? spanishRules : englishRules,
    format: createFormatter({ language, currency, timeZone }),
    times: createStreamTimes({ language, timeZone, seconds: true }),
    paint: createPaint(wantsColor(io, io.stdout)),
    width: widthOfOutput(io.stdout),
  };
}

export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** The same value, spelt so that a terminal which it is printed to obeys none of it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(OBEYED, codeOf)}\n`;
}

/** What JSON.stringify leaves as it is: DEL and C1 controls, line and paragraph separators, marks that turn the direction. */
const OBEYED = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
