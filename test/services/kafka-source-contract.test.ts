import { plainAccess } from "../../src/sources/kafka/access.ts";
import { openKafkaSource } from "../../src/sources/kafka/source.ts";
import { describeStreamSource } from "../contracts/stream-source.ts";
import { setStage } from "../kafka/stage.ts";

// One of the poison records is larger than a broker takes by itself.
const stage = setStage({ config: { "message.max.bytes": 4 * 2 ** 20 } });

describeStreamSource("Kafka", { resumes: true, partitions: 2, framing: "records", refuses: [] }, async () => {
  const topic = await stage.hand.topic(2);
  return {
    create: async () =>
      openKafkaSource({
        access: plainAccess(stage.kafka.cluster.bootstrap),
        topics: [topic],
        from: "earliest",
        group: null,
        onGap: "fail",
      }),
    write: (records, partition) => stage.hand.send(topic, partition, records),
    close: async () => {},
  };
});
