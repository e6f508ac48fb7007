import { createReadStream, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startKafka } from "../../services/kafka.ts";
import { ensureTopic } from "../../src/sinks/kafka/ensure-topic.ts";
import { openRecordWriter, type RecordWriter } from "../../src/sinks/kafka/record-writer.ts";
import { clientOptions, plainAccess } from "../../src/sources/kafka/access.ts";
import { formatRows, formatSeconds } from "./figures.ts";
import { measure } from "./measure.ts";
import { vitrinaCommand } from "./places.ts";

/** A running broker with a topic of generated sales: one day, in order, two partitions. */
export interface SalesTopic {
  readonly bootstrap: string;
  readonly topic: string;
  close(): Promise<void>;
}

export interface SalesTopicOptions {
  readonly rows: number;
  /** `even`: keyed by customer as `produce` does. `uneven`: four in five customers in one partition. */
  readonly spread: "even" | "uneven";
  /** Where it is kept for the next time. */
  readonly dir: string;
}

const TOPIC = "sales";
/** Kafka would delete what is old. */
const KEPT = { "log.retention.ms": -1, "log.retention.bytes": -1 };

/** Starts the broker, and fills the topic if that was not done before. Throws an Error where one of both fails. */
export async function openSalesTopic({ rows, spread, dir }: SalesTopicOptions): Promise<SalesTopic> {
  const folder = join(dir, `kafka-${rows}-${spread}`);
  const whole = `${folder}.whole`;
  mkdirSync(dir, { recursive: true });
  if (!existsSync(whole)) rmSync(folder, { recursive: true, force: true });
  const kafka = await startKafka({ dataFolder: folder, config: KEPT });
  const bootstrap = kafka.bootstrap.join(",");
  try {
    if (!existsSync(whole)) {
      await fill({ bootstrap, rows, spread, file: join(dir, `filling-${rows}.ndjson`) });
      writeFileSync(whole, "");
    }
    return { bootstrap, topic: TOPIC, close: () => kafka.close() };
  } catch (error) {
    await kafka.close();
    throw error;
  }
}

interface Filling extends Pick<SalesTopicOptions, "rows" | "spread"> {
  readonly bootstrap: string;
  readonly file: string;
}

async function fill({ bootstrap, rows, spread, file }: Filling): Promise<void> {
  const start = performance.now();
  const period = ["--days", "1", "--end", "2026-01-02T00:00:00Z", "--seed", "7"];
  const command = vitrinaCommand("generate", "--rows", String(rows), ...period, "--format", "ndjson", "-o", file);
  const { failure } = await measure(command);
  if (failure !== undefined) throw new Error(`${formatRows(rows)} sales could not be generated: ${failure}`);
  const client = clientOptions(plainAccess(bootstrap.split(",")), "vitrina-bench");
  await ensureTopic(client, { topic: TOPIC, partitions: 2, replication: 1, config: {} });
  const writer = await openRecordWriter({ client, topic: TOPIC });
  try {
    for await (const line of createInterface({ input: createReadStream(file, { highWaterMark: 1 << 20 }) })) {
      const key = /"customer_id":(\d+)/.exec(line)?.[1] ?? "";
      writer.add({ key: Buffer.from(key), value: line, time: Date.now() }, partitionOf(writer, key, spread));
      if (writer.full) await writer.room();
    }
    await writer.flush();
  } finally {
    await writer.close();
    rmSync(file, { force: true });
  }
  const seconds = formatSeconds((performance.now() - start) / 1000);
  process.stderr.write(`filled a topic with ${formatRows(rows)} sales in ${seconds} s; it is kept for the next time\n`);
}

function partitionOf(writer: RecordWriter, customer: string, spread: "even" | "uneven"): number {
  return spread === "even" ? writer.partitionOf(Buffer.from(customer)) : Number(customer) % 5 === 0 ? 1 : 0;
}
