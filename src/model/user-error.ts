import { type ErrorMessages, errors as english } from "../i18n/en/errors.ts";

export type ErrorCode = keyof ErrorMessages;
export type ErrorParams<C extends ErrorCode> = Parameters<ErrorMessages[C]>[0];

/**
 * Something the person at the keyboard can mend: a file, an option, a folder. It carries a code and
 * its parameters, so that the sentence can be said in the reader's language; `message` is the English one.
 */
export class UserError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "UserError";
  readonly code: C;
  readonly params: ErrorParams<C>;

  constructor(code: C, params: ErrorParams<C>, options?: { cause?: unknown }) {
    super(say(english, code, params), options);
    this.code = code;
    this.params = params;
  }

  /** The same sentence in another language. */
  in(messages: ErrorMessages): string {
    return say(messages, this.code, this.params);
  }
}

function say<C extends ErrorCode>(messages: ErrorMessages, code: C, params: ErrorParams<C>): string {
  const sentence = messages[code] as (params: ErrorParams<C>) => string;
  return sentence(params);
}
