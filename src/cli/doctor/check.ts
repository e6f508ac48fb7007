import type { CliMessages } from "../../i18n/en/cli.ts";
import type { Formatter } from "../../i18n/format.ts";

export type CheckId = keyof CliMessages["doctor"]["names"];

/** One thing looked at. `missing` only for what is needed; `skipped` where another finding stands in the way. */
export interface Finding {
  readonly id: CheckId;
  readonly state: "ok" | "warning" | "missing" | "skipped";
  /** In the reader's language. */
  readonly found: string;
  /** What to do about it; null where nothing is to be done. */
  readonly remedy: string | null;
}

/** What every check may use to put its finding into words. */
export interface CheckWords {
  readonly words: CliMessages["doctor"];
  readonly format: Formatter;
}

export function ok(id: CheckId, found: string): Finding {
  return { id, state: "ok", found, remedy: null };
}
