import type { Proposal } from "./propose-mapping.ts";

/** A file cannot be read as sales before someone says what its columns mean; a proposal comes with it. */
export class MappingNeeded extends Error {
  override readonly name = "MappingNeeded";
  readonly file: string;
  readonly proposal: Proposal;

  constructor(file: string, proposal: Proposal) {
    super(`${file}: not understood without a mapping`);
    this.file = file;
    this.proposal = proposal;
  }
}
