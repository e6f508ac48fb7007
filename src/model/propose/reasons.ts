import type { mapping as english } from "../../i18n/en/mapping.ts";

type Reasons = typeof english.reasons;
type Notes = typeof english.notes;

/** A code and what its sentence needs; the words are in `i18n/<language>/mapping.ts`. */
type Said<Messages> = {
  readonly [C in keyof Messages]: {
    readonly code: C;
    readonly params: Messages[C] extends (p: infer P) => string ? P : never;
  };
}[keyof Messages];

/** Why a line of a proposal is there, or what stays unsure about it; `path` is the line's (`columns.total`). */
export type Reason = Said<Reasons> & { readonly path: string };

/** How a file was understood, for the person to check. */
export type Note = Said<Notes>;

/** What keeps a file from being read without a mapping. */
export type Gap = "timestamp" | "total" | "date_order";
