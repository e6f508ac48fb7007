import { type API, createAPI, type Reader, Writer } from "@platformatic/kafka";

/** One batch for one partition. */
export interface ProduceRequest {
  readonly topic: string;
  readonly partition: number;
  readonly records: Buffer;
  /** How long the broker may wait for its replicas. */
  readonly timeoutMs: number;
}

export interface ProduceAnswer {
  /** https://kafka.apache.org/protocol#protocol_error_codes; 0: every in-sync replica has the records. */
  readonly error: number;
  readonly message: string | null;
  /** Of the first record; -1 where the broker does not say. */
  readonly baseOffset: number;
}

const PRODUCE = 0;
/** Kafka 2.4 and later. The library's own request builds the records anew for each attempt. */
const VERSION = 9;
const ACKS_ALL = -1;

export const produceApi: API<[ProduceRequest], ProduceAnswer> = createAPI(
  PRODUCE,
  VERSION,
  ({ topic, partition, records, timeoutMs }: ProduceRequest) =>
    Writer.create()
      .appendString(null)
      .appendInt16(ACKS_ALL)
      .appendInt32(timeoutMs)
      .appendArray([topic], (writer, name) =>
        writer.appendString(name).appendArray([partition], (inner, index) =>
          inner
            .appendInt32(index)
            .appendUnsignedVarInt(records.length + 1)
            .append(records),
        ),
      )
      .appendTaggedFields(),
  (_correlation, _key, _version, reader) => readAnswer(reader),
);

function readAnswer(reader: Reader): ProduceAnswer {
  const topics = reader.readArray(
    (topic) => {
      topic.readString();
      const partitions = topic.readArray(readPartition, true, false);
      topic.readTaggedFields();
      return partitions;
    },
    true,
    false,
  );
  const [answer] = topics.flat();
  if (answer === undefined) throw new Error("the broker answered for no partition");
  return answer;
}

function readPartition(reader: Reader): ProduceAnswer {
  reader.readInt32();
  const error = reader.readInt16();
  const baseOffset = Number(reader.readInt64());
  reader.readInt64();
  reader.readInt64();
  reader.readArray(
    (record) => {
      record.readInt32();
      record.readNullableString();
    },
    true,
    true,
  );
  const message = reader.readNullableString();
  reader.readTaggedFields();
  return { error, message: message ?? null, baseOffset };
}
