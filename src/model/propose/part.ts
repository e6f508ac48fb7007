import type { Mapping } from "../mapping.ts";
import type { Reason } from "./reasons.ts";

/** What one concern adds to a proposal. */
export interface Part {
  readonly mapping: Mapping;
  readonly reasons: readonly Reason[];
  readonly unsure: readonly Reason[];
}
