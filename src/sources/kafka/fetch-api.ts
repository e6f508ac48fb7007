import { type API, type Connection, createAPI, type Reader, Writer } from "@platformatic/kafka";
import type { AbortedTransaction } from "./transactions.ts";
import { createWireReader, type WireReader } from "./wire-reader.ts";

/** A request for the records behind some offsets, to the leader of their partitions. */
export interface FetchRequest {
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly partitionBytes: number;
  readonly committedOnly: boolean;
  readonly topics: readonly FetchTopic[];
}

export interface FetchTopic {
  readonly name: string;
  readonly id: string;
  readonly partitions: readonly FetchPosition[];
}

export interface FetchPosition {
  readonly index: number;
  readonly offset: number;
}

export interface FetchResponse {
  readonly throttleMs: number;
  readonly error: number;
  readonly partitions: readonly FetchedPartition[];
}

export interface FetchedPartition {
  /** The topic's name or id, as the request named it. */
  readonly topic: string;
  readonly index: number;
  readonly error: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly aborted: readonly AbortedTransaction[];
  /** Whole batches but perhaps for the last; valid until the next response of this connection. */
  readonly records: Buffer;
}

export interface FetchApi {
  /** Whether topics are named by their id, so that one that was created again is not taken for the old. */
  readonly byId: boolean;
  /** One at a time for each connection. */
  fetch(connection: Connection, request: FetchRequest): Promise<FetchResponse>;
}

const FETCH = 1;
/** By name, Kafka 2.3 and later; by id, Kafka 3.1 and later. */
const BY_NAME = 11;
const BY_ID = 13;
const NOTHING = Buffer.alloc(0);

const SESSION_BYTES = 4;
const UUID_BYTES = 16;
const LOG_START_BYTES = 8;
const PREFERRED_REPLICA_BYTES = 4;

/** Fetch in the newest of the two versions that this broker understands, for one connection. `maxVersion` as it says itself. */
export function createFetchApi(maxVersion: number): FetchApi {
  const byId = maxVersion >= BY_ID;
  let space = Buffer.alloc(0);

  /** The response lies in pieces as they came from the socket; gathered in one place that is used again. */
  function gather(reader: Reader): Buffer {
    const { buffers, length } = reader.buffer;
    if (buffers.length === 1) return buffers[0] ?? NOTHING;
    if (space.length < length) space = Buffer.allocUnsafeSlow(Math.ceil(length * 1.25));
    let at = 0;
    for (const piece of buffers) at += piece.copy(space, at);
    return space.subarray(0, length);
  }

  const api: API<[FetchRequest], FetchResponse> = createAPI(
    FETCH,
    byId ? BY_ID : BY_NAME,
    (request: FetchRequest) => writeRequest(request, byId),
    (_correlation, _key, _version, reader) => readResponse(gather(reader), byId),
    byId,
    byId,
  );
  return { byId, fetch: (connection, request) => api.async(connection, request) };
}

function writeRequest(request: FetchRequest, byId: boolean): Writer {
  const writer = Writer.create()
    .appendInt32(-1)
    .appendInt32(request.maxWaitMs)
    .appendInt32(1)
    .appendInt32(request.maxBytes)
    .appendInt8(request.committedOnly ? 1 : 0)
    // No fetch session: each request is complete in itself.
    .appendInt32(0)
    .appendInt32(-1)
    .appendArray(
      [...request.topics],
      (w, topic) => {
        if (byId) w.appendUUID(topic.id);
        else w.appendString(topic.name, false);
        w.appendArray(
          [...topic.partitions],
          (w, { index, offset }) => {
            w.appendInt32(index).appendInt32(-1).appendInt64(BigInt(offset));
            if (byId) w.appendInt32(-1);
            w.appendInt64(-1n).appendInt32(request.partitionBytes);
          },
          byId,
          byId,
        );
      },
      byId,
      byId,
    )
    .appendArray([], () => {}, byId, byId)
    .appendString("", byId);
  return byId ? writer.appendTaggedFields() : writer;
}

/** The two versions differ in how lengths are written, in the topic's name or id, and in tagged fields, which are skipped. */
function readResponse(buffer: Buffer, byId: boolean): FetchResponse {
  const wire = createWireReader(buffer, byId);
  const throttleMs = wire.int32();
  const error = wire.int16();
  wire.skip(SESSION_BYTES);
  const topics = wire.list(() => {
    const topic = byId ? uuid(wire.bytes(UUID_BYTES)) : wire.bytes(wire.int16()).toString();
    return wire.list(() => readPartition(wire, topic));
  });
  return { throttleMs, error, partitions: topics.flat() };
}

function readPartition(wire: WireReader, topic: string): FetchedPartition {
  const index = wire.int32();
  const error = wire.int16();
  const highWatermark = wire.int64();
  const lastStableOffset = wire.int64();
  wire.skip(LOG_START_BYTES);
  const aborted = wire.list(() => ({ producer: wire.bigInt64(), firstOffset: wire.int64() }));
  wire.skip(PREFERRED_REPLICA_BYTES);
  const records = wire.bytes(wire.length());
  return { topic, index, error, highWatermark, lastStableOffset, aborted, records };
}

function uuid(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
