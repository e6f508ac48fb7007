import { stream as english, type StreamMessages } from "../../i18n/en/stream.ts";
import { stream as spanish } from "../../i18n/es/stream.ts";
import { createFormatter, type Formatter } from "../../i18n/format.ts";
import type { Language } from "../../i18n/language.ts";
import { createPaint, type Paint } from "../console/paint.ts";
import { type Vocabulary, vocabularyOf } from "../view/vocabulary.ts";
import { createStreamTimes, type StreamTimes } from "./stream-times.ts";

export interface StreamLookOptions {
  readonly language: Language;
  /** ISO 4217, or empty. */
  readonly currency: string;
  /** The shop's. */
  readonly timeZone: string;
  readonly color: boolean;
  /** Whether windows begin or end within a minute. */
  readonly seconds: boolean;
}

/** What every part of a stream's text needs besides its own figures. */
export interface StreamLook {
  readonly words: StreamMessages;
  readonly vocabulary: Vocabulary;
  readonly format: Formatter;
  readonly times: StreamTimes;
  readonly paint: Paint;
}

export function createStreamLook({ language, currency, timeZone, color, seconds }: StreamLookOptions): StreamLook {
  return {
    words: language === "es" ? spanish : english,
    vocabulary: vocabularyOf(language),
    format: createFormatter({ language, currency, timeZone }),
    times: createStreamTimes({ language, timeZone, seconds }),
    paint: createPaint(color),
  };
}
