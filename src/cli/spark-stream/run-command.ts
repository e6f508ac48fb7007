import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { lockFolder } from "../../sinks/files/folder-lock.ts";
import { openKafkaSource } from "../../sources/kafka/source.ts";
import type { StreamFlags } from "../commands/stream.ts";
import { type Session, tell } from "../io.ts";
import { kafkaAccessOnce } from "../kafka-access.ts";
import { sparkAddress } from "../spark-flags.ts";
import { createStatusLine } from "../status-line.ts";
import { definitionOf } from "../stream-definition.ts";
import { shopOf } from "../stream-shop.ts";
import { topicsOf } from "../stream-source-kind.ts";
import { startOf } from "../stream-start.ts";
import { stateFolder } from "../stream-state.ts";
import { createStreamTalk } from "../stream-talk.ts";
import { checkSparkFlags } from "./check-flags.ts";
import { followSpark } from "./follow-spark.ts";
import { openRecord } from "./open-record.ts";
import { settlePlan } from "./settle-plan.ts";
import { checkTopics } from "./topics.ts";
import { talkOf } from "./words.ts";

/** `vitrina stream --engine spark`. Returns the exit code; a stream that was asked to stop is done. */
export async function runSparkStreamCommand(given: StreamFlags, session: Session): Promise<number> {
  checkSparkFlags(given, session);
  const { io } = session;
  const words = talkOf(session);
  const address = sparkAddress(given, io.env);
  const shop = await shopOf(given, io.cwd);
  const access = await kafkaAccessOnce(given, session)();
  const topics = topicsOf(given);
  const start = startOf(given, shop.timeZone, session);
  if (start === "committed") throw new Error("checked before");
  const source = `kafka:${topics.join(",")}`;
  // Spark keeps no rows, whatever the embedded engine would do.
  const definition = definitionOf({ ...given, keepRows: false }, source, shop);
  const folder = stateFolder(given, io.cwd, "spark");
  const place = resolve(io.cwd, folder);
  await mkdir(place, { recursive: true });
  const unlock = await lockFolder(place).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    throw new UserError("state_in_use", { folder, pid: pidOf(error) }, { cause: error });
  });
  try {
    await checkTopics(access, topics);
    const status = createStatusLine(io.stderr);
    const talk = createStreamTalk(definition, place, { ...session, io: { ...io, stderr: status.output } });
    const settle = async () => {
      const once = given.trigger.kind === "available-now";
      const options = { definition, folder: place, signal: io.signal };
      const reader = () => openKafkaSource({ access, topics, from: "earliest", group: null, onGap: "continue" });
      const plan = await settlePlan({ ...options, source: reader(), wait: false });
      if (plan !== null || once) return plan;
      await tell(session, words.waiting);
      return settlePlan({ ...options, source: reader(), wait: true });
    };
    const opened = await openRecord({
      flags: given,
      folder,
      cwd: io.cwd,
      definition,
      topic: topics[0] ?? "",
      start,
      settle,
    });
    if (opened === null) {
      await tell(session, io.signal.aborted ? talk.look.words.stopped_before : talk.look.words.ended_empty);
      return 0;
    }
    await followSpark({ flags: given, session, status, talk, address, access, topics, folder: place, ...opened });
  } finally {
    await unlock();
  }
  return 0;
}

function pidOf({ params }: UserError): number | null {
  return "pid" in params && typeof params.pid === "number" ? params.pid : null;
}
