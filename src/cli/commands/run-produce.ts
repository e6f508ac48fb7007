import type { BaseOptions } from "@platformatic/kafka";
import { createLiveSales } from "../../generator/live-sales.ts";
import { machineTimeZone } from "../../model/time-zone.ts";
import { UserError } from "../../model/user-error.ts";
import { openRecordWriter, type RecordWriter } from "../../sinks/kafka/record-writer.ts";
import { WriteFailure } from "../../sinks/kafka/write-failure.ts";
import { clientOptions, type KafkaAccess } from "../../sources/kafka/access.ts";
import { openTopics, type TopicDescription } from "../../sources/kafka/admin/topics.ts";
import { type Session, tell } from "../io.ts";
import { readKafkaAccess } from "../kafka-access.ts";
import { kafkaWriteError } from "../kafka-write-error.ts";
import { lastId } from "../produce/last-id.ts";
import { leastPause, steadyClock } from "../produce/pace.ts";
import { openReplay, type Replay } from "../produce/replay.ts";
import { sendLive, sendReplay } from "../produce/send-sales.ts";
import { createTalk, type Talk } from "../produce/talk.ts";
import type { ProduceFlags } from "./produce.ts";

/** `vitrina produce`. Returns the exit code: 0 where everything sent was acknowledged. */
export async function runProduce(flags: ProduceFlags, session: Session): Promise<number> {
  const access = await readKafkaAccess(flags, session);
  if (flags.input === undefined) return produceTo(flags, access, null, session);
  // The file first: what is wrong with it is known before anything is written.
  const replay = await openReplay(flags.input, flags, session);
  try {
    return await produceTo(flags, access, replay, session);
  } finally {
    await replay.close();
  }
}

async function produceTo(flags: ProduceFlags, access: KafkaAccess, replay: Replay | null, session: Session) {
  const { topic } = flags;
  const found = await openTopic(flags, access, session);
  const talk = createTalk(flags, session);
  const client: BaseOptions = clientOptions(access, "vitrina-produce");
  let writer: RecordWriter;
  try {
    writer = await openRecordWriter({
      client,
      topic,
      compression: flags.compression,
      patienceMs: flags.timeout?.ms ?? null,
      onEvent: talk.event,
    });
  } catch (error) {
    throw kafkaWriteError(error, topic, access);
  }
  try {
    const failure = await send({ flags, access, found, replay, writer, talk, session });
    await talk.report(writer.report());
    if (failure !== null) throw kafkaWriteError(failure, topic, access);
    return writer.report().waiting === 0 ? 0 : 1;
  } finally {
    await writer.close();
  }
}

interface Sending {
  readonly flags: ProduceFlags;
  readonly access: KafkaAccess;
  readonly found: TopicDescription;
  readonly replay: Replay | null;
  readonly writer: RecordWriter;
  readonly talk: Talk;
  readonly session: Session;
}

/** Comes back when everything is acknowledged, or with why that will never be. */
async function send(sending: Sending): Promise<WriteFailure | null> {
  const { writer, talk, session } = sending;
  try {
    await (sending.replay === null ? sendMade(sending) : sendFile(sending, sending.replay));
    if (session.io.signal.aborted) await talk.flushing(writer.report());
    await writer.flush();
    return null;
  } catch (error) {
    if (error instanceof WriteFailure) return error;
    throw error;
  }
}

async function sendMade({ flags, access, found, writer, talk, session }: Sending): Promise<void> {
  const { rate = 1, count = Number.POSITIVE_INFINITY } = flags;
  const { now } = session.io;
  const signal = AbortSignal.any([session.io.signal, writer.ended]);
  const first = flags.firstId ?? (await lastId(found, access, signal)) + 1;
  const sales = createLiveSales({ seed: flags.seed, timeZone: flags.timeZone ?? machineTimeZone() });
  const customers = new Map<number, { readonly key: Buffer; readonly partition: number }>();
  const customer = (id: number) => {
    let known = customers.get(id);
    if (known === undefined) {
      const key = Buffer.from(String(id));
      known = { key, partition: writer.partitionOf(key) };
      customers.set(id, known);
    }
    return known;
  };
  await talk.live({ rate, first });
  const showsEach = flags.format === "table" && leastPause(rate) === 0 && rate !== "max" && rate <= 10;
  await sendLive({
    rate,
    count,
    clock: steadyClock,
    outlet: writer,
    signal,
    emit(index) {
      const at = now();
      const sale = sales.sale(first + index, at);
      const { key, partition } = customer(sale.customer_id);
      const value = sales.toJson(sale);
      writer.add({ key, value, time: at.getTime() }, partition);
      talk.made(sale.transaction_id);
      if (showsEach) talk.sale(value);
    },
    onTurn: () => talk.turn(writer.report, showsEach),
  });
}

async function sendFile({ flags, writer, talk, session }: Sending, replay: Replay): Promise<void> {
  const { speed = 1, count = Number.POSITIVE_INFINITY } = flags;
  const { now } = session.io;
  const signal = AbortSignal.any([session.io.signal, writer.ended]);
  await talk.replay(replay, speed);
  const showsEach = flags.format === "table" && speed !== "max" && replay.perSecond * speed <= 10;
  await sendReplay({
    chunks: replay.chunks(),
    speed,
    count,
    clock: steadyClock,
    outlet: writer,
    signal,
    emit({ key, json }) {
      // Now, and not the time of the sale: Kafka deletes records by their own time.
      writer.add({ key: key === null ? null : Buffer.from(key), value: json, time: now().getTime() });
      talk.made(null);
      if (showsEach) talk.sale(json);
    },
    onTurn: () => talk.turn(writer.report, showsEach),
  });
}

/** The topic as it is; made, and said so, where it was not there. */
async function openTopic({ topic, partitions }: ProduceFlags, access: KafkaAccess, session: Session) {
  const admin = openTopics(access);
  try {
    try {
      return await admin.describe(topic);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== "kafka_topic_missing") throw error;
    }
    await admin.create({ topic, partitions, replication: null, config: {} });
    await tell(session, session.words.produce.topic_made({ topic, partitions: String(partitions) }));
    return await describeSoon(() => admin.describe(topic));
  } finally {
    await admin.close();
  }
}

/** A topic that was just made may take a moment to be known and led. */
async function describeSoon(describe: () => Promise<TopicDescription>): Promise<TopicDescription> {
  const never = new AbortController().signal;
  for (let attempt = 1; ; attempt++) {
    try {
      const found = await describe();
      if (attempt === 20 || found.parts.every(({ leader }) => leader !== null)) return found;
    } catch (error) {
      if (attempt === 20) throw error;
    }
    await steadyClock.sleep(100, never);
  }
}
