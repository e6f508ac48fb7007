/** Records of one partition, laid out so that an engine parses them and JavaScript does not. */
export interface RecordBlock {
  readonly count: number;
  /** NDJSON: a line for each record, each ended by a line feed. */
  readonly lines: Uint8Array;
  /** Where each line begins; one more entry for the end of the last. */
  readonly starts: Uint32Array;
  /** The source's number of each record, rising. */
  readonly offsets: Float64Array;
  /** When the record was appended to its source or received, milliseconds since the epoch. */
  readonly times: Float64Array;
  /** Records that are no line of JSON, by their place; the line that stands for one is `{}`. */
  readonly odd: ReadonlyMap<number, OddRecord>;
}

/** A record that cannot be a sale, for all its bytes. */
export interface OddRecord {
  /** Null where the record has no value at all (a tombstone). Cut where the record is very long. */
  readonly raw: Uint8Array | null;
  readonly bytes: number;
}

export interface PartitionBatch {
  readonly partition: string;
  /** In the partition's own order. */
  readonly records: RecordBlock;
  /** Position behind the last record. */
  readonly next: string;
  /** Records that were in the source behind `next` when the batch was cut; null where it cannot know. */
  readonly behind: number | null;
  /** Whether the batch reaches the partition's end as it was when the batch was cut. */
  readonly caughtUp: boolean;
}

/** By partition, where its next record begins, as the source writes it: an offset, or a file and a place in it. */
export type Positions = ReadonlyMap<string, string>;

/** A longer value is no sale. */
export const MAX_VALUE_BYTES = 2 ** 20;
