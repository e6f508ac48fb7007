import { resolve } from "node:path";
import { createFormatter } from "../../i18n/format.ts";
import { machineTimeZone } from "../../model/time-zone.ts";
import { type CheckWords, type Finding, ok } from "../doctor/check.ts";
import { checkClock } from "../doctor/clock.ts";
import { checkKafka } from "../doctor/kafka.ts";
import { checkPort } from "../doctor/port.ts";
import { checkDuckDb, checkJava, checkNode } from "../doctor/runtime.ts";
import { findingsJson, findingsText } from "../doctor/show.ts";
import { checkDisk, checkMemory, checkStateFolder } from "../doctor/storage.ts";
import { print, type Session, wantsColor, widthOfOutput } from "../io.ts";
import { readKafkaAccess } from "../kafka-access.ts";
import type { DoctorFlags } from "./doctor.ts";

const USUAL_TOPIC = "transacciones_ventas";
const USUAL_STATE = ".vitrina";

/** `vitrina doctor`. Returns the exit code: 1 where something needed is missing. */
export async function runDoctor(flags: DoctorFlags, kafkaNamed: boolean, session: Session): Promise<number> {
  const { io, words } = session;
  const findings = await examine(flags, kafkaNamed, session);
  if (flags.format === "json") await print(session, findingsJson(findings));
  else {
    const look = { words: words.doctor, width: widthOfOutput(io.stdout), color: wantsColor(io, io.stdout) };
    await print(session, findingsText(findings, look));
  }
  return findings.some(({ state }) => state === "missing") ? 1 : 0;
}

/** What can be asked at once is. */
async function examine(flags: DoctorFlags, kafkaNamed: boolean, session: Session): Promise<Finding[]> {
  const { io, language } = session;
  const zone = machineTimeZone();
  const check = { words: session.words.doctor, format: createFormatter({ language, currency: "", timeZone: zone }) };
  const shown = flags.state ?? USUAL_STATE;
  const folder = resolve(io.cwd, shown);
  const wish = {
    access: await readKafkaAccess(flags, session),
    topic: flags.topic ?? USUAL_TOPIC,
    brokerNamed: kafkaNamed,
    topicNamed: flags.topic !== undefined,
  };
  const [duckdb, java, state, port, kafka] = await Promise.all([
    checkDuckDb(check),
    checkJava(check, io.env),
    checkStateFolder(check, folder, shown),
    checkPort(check, flags.port),
    checkKafka(check, wish),
  ]);
  const clock = checkClock(check, {
    now: io.now(),
    ahead: state.ahead,
    newestRecord: kafka.newestRecord,
    brokerAnswers: kafka.answers,
  });
  return [
    checkNode(check, process.versions.node),
    duckdb,
    java,
    checkMemory(check, process.availableMemory()),
    state.finding,
    await checkDisk(check, state.place, shown),
    clock,
    port,
    ...kafka.findings,
    checkTerminal(check, session),
    ok("language", check.words.language({ name: check.words.language_name, zone })),
  ];
}

const LEAST_WIDTH = 80;

function checkTerminal({ words }: CheckWords, { io }: Session): Finding {
  const { stdout } = io;
  if (stdout.isTTY !== true) return ok("terminal", words.no_terminal);
  const columns = widthOfOutput(stdout);
  const colour = wantsColor(io, stdout) ? words.colour : words.no_colour;
  const found = words.terminal({ columns: String(columns), colour });
  if (columns >= LEAST_WIDTH) return ok("terminal", found);
  return { id: "terminal", state: "warning", found, remedy: words.terminal_remedy };
}
