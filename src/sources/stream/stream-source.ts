import type { PartitionBatch, Positions } from "../../model/stream/records.ts";

export type { PartitionBatch, Positions } from "../../model/stream/records.ts";

/**
 * Where sales keep coming from. A source knows nothing of engines: it hands out micro-batches, and each says where
 * the next one begins, so that whoever keeps those positions can start again anywhere.
 */
export interface StreamSource {
  /** What the positions belong to, such as `kafka:transacciones_ventas`: a state made from one source fits no other. */
  readonly id: string;
  /** Opens at these positions; a partition without one begins where the person asked for. Called once, before `read`. */
  open(positions: Positions): Promise<void>;
  /**
   * The next records. Calls do not overlap. Where the request's signal is aborted it returns what it has, which may be
   * nothing; records it has not handed out are read again after a restart.
   * @throws {UserError} when the source cannot go on, such as a topic that was deleted.
   */
  read(request: ReadRequest): Promise<MicroBatch>;
  /** Everything before these positions is kept for good: a source that remembers what was taken may forget it. */
  committed(positions: Positions): Promise<void>;
  close(): Promise<void>;
}

export interface ReadRequest {
  /** Stops collecting at about this many bytes of values; a single record may exceed it. */
  readonly maxBytes: number;
  /**
   * `any`: comes back as soon as there is a record, with all that is there by then. `all`: goes on collecting for the
   * whole of `waitMs` or until `maxBytes` are there.
   */
  readonly until: "any" | "all";
  /** Comes back after this many milliseconds with what there is, which may be nothing. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

export interface MicroBatch {
  /** Every partition that is being read, in a stable order, also those without records in this batch. */
  readonly partitions: readonly PartitionBatch[];
  /** What people must know of, in the order it happened. */
  readonly events: readonly SourceEvent[];
  /** Nothing will ever follow: standard input was closed, a replay is over. */
  readonly ended: boolean;
}

/** Never skipped silently: each is shown, counted and kept with the run. */
export type SourceEvent =
  /** Records that are gone for good before they could be read: offsets [from, to). */
  | { readonly kind: "gap"; readonly partition: string; readonly from: string; readonly to: string }
  | { readonly kind: "partition_added"; readonly partition: string }
  /** Another member of the consumer group reads it now. */
  | { readonly kind: "partition_taken"; readonly partition: string }
  | { readonly kind: "file_rotated"; readonly partition: string }
  | { readonly kind: "file_truncated"; readonly partition: string; readonly from: string }
  | { readonly kind: "disconnected"; readonly cause: string }
  | { readonly kind: "reconnected" };
