import { compressionsAlgorithms, crc32c, Writer } from "@platformatic/kafka";

/** A record batch of version 2, written field by field, to test what reads it. */
export interface BatchPlan {
  readonly base: number;
  readonly records: readonly PlannedRecord[];
  readonly codec?: keyof typeof compressionsAlgorithms;
  readonly baseTime?: number;
  readonly greatestTime?: number;
  readonly appendTime?: boolean;
  /** Behind the last record where compaction has removed some. */
  readonly lastDelta?: number;
  readonly producer?: bigint;
  readonly transactional?: boolean;
  readonly control?: boolean;
}

export interface PlannedRecord {
  readonly delta: number;
  readonly timeDelta?: number;
  readonly key?: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: readonly (readonly [string, string])[];
}

export function makeBatch(plan: BatchPlan): Buffer {
  const { base, records, codec = "none", baseTime = 1_700_000_000_000, producer = -1n } = plan;
  const bodies = Writer.create();
  for (const record of records) bodies.append(makeRecord(record));
  const body = codec === "none" ? bodies.buffer : compressionsAlgorithms[codec].compressSync(bodies.buffer);
  return wrapBatch({ ...plan, base, baseTime, producer }, records.length, body);
}

/** A batch around a body that was already compressed. */
export function wrapBatch(plan: BatchPlan, count: number, body: Buffer): Buffer {
  const { base, records, codec = "none", baseTime = 1_700_000_000_000, producer = -1n } = plan;
  const attributes =
    compressionsAlgorithms[codec].bitmask |
    (plan.appendTime === true ? 0x08 : 0) |
    (plan.transactional === true ? 0x10 : 0) |
    (plan.control === true ? 0x20 : 0);
  const covered = Writer.create()
    .appendInt16(attributes)
    .appendInt32(plan.lastDelta ?? records.at(-1)?.delta ?? 0)
    .appendInt64(BigInt(baseTime))
    .appendInt64(BigInt(plan.greatestTime ?? baseTime))
    .appendInt64(producer)
    .appendInt16(0)
    .appendInt32(0)
    .appendInt32(count)
    .append(body).buffer;
  return Writer.create()
    .appendInt64(BigInt(base))
    .appendInt32(covered.length + 9)
    .appendInt32(0)
    .appendInt8(2)
    .appendUnsignedInt32(crc32c(covered))
    .append(covered).buffer;
}

/** The end of a transaction. */
export function endMarker(base: number, producer: bigint, kind: "abort" | "commit"): Buffer {
  const key = Buffer.from([0, 0, 0, kind === "abort" ? 0 : 1]);
  const value = Buffer.alloc(6);
  return makeBatch({ base, producer, transactional: true, control: true, records: [{ delta: 0, key, value }] });
}

/** The library's own is wrong from 2^31 on. */
function zigzag(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = (value << 1n) ^ (value >> 63n);
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

function makeRecord({ delta, timeDelta = 0, key = null, value, headers = [] }: PlannedRecord): Buffer {
  const writer = Writer.create()
    .appendInt8(0)
    .append(zigzag(BigInt(timeDelta)))
    .appendVarInt(delta)
    .appendVarIntBytes(key)
    .appendVarIntBytes(value)
    .appendVarInt(headers.length);
  for (const [name, text] of headers) writer.appendVarIntBytes(Buffer.from(name)).appendVarIntBytes(Buffer.from(text));
  return writer.prependVarIntLength().buffer;
}
