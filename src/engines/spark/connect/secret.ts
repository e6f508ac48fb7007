/** A value that must not be seen: printing, logging or serialising it shows asterisks. */
export interface Secret {
  /** The value itself, for the one place that sends it. */
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
}

export function secret(value: string): Secret {
  return { reveal: () => value, toString: () => HIDDEN, toJSON: () => HIDDEN };
}

/** `text` without any of the secrets, however a server or library put them into it. */
export function redact(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce((rest, { reveal }) => replaceAll(rest, reveal()), text);
}

function replaceAll(text: string, value: string): string {
  if (value === "") return text;
  return text.replaceAll(value, HIDDEN).replaceAll(encodeURIComponent(value), HIDDEN);
}

const HIDDEN = "***";
