import type { Language } from "../src/i18n/language.ts";
import { english, type ServiceWords } from "./words/en.ts";
import { spanish } from "./words/es.ts";

export type { ServiceWords };

export const serviceWords: Readonly<Record<Language, ServiceWords>> = { en: english, es: spanish };

/** Something the person who starts a service can mend, sayable in both languages; `message` is the English sentence. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly sentence: (words: ServiceWords) => string;

  constructor(sentence: (words: ServiceWords) => string, options?: { cause?: unknown }) {
    super(sentence(english), options);
    this.sentence = sentence;
  }
}
