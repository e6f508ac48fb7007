import { createFormatter } from "../../i18n/format.ts";
import { printable } from "../../sinks/console/printable.ts";
import type { WriterEvent, WriterReport } from "../../sinks/kafka/record-writer.ts";
import { print, type Session, tell, widthOfOutput } from "../io.ts";
import type { Rate } from "./pace.ts";
import { reportJson, reportText } from "./report.ts";
import { saleLine } from "./sale-line.ts";

/** What `vitrina produce` tells while it writes, and what it remembers for its report. */
export interface Talk {
  live(run: { readonly rate: Rate; readonly first: number }): Promise<void>;
  replay(
    file: { readonly file: string; readonly accepted: number; readonly rejected: number },
    speed: Rate,
  ): Promise<void>;
  /** A sale was made; null where its id is the file's own. */
  made(id: number | null): void;
  /** One line for it, from its JSON. */
  sale(json: string): void;
  /** Now and then: a line that says how fast it goes, unless each sale is shown. */
  turn(report: () => WriterReport, quiet: boolean): void;
  event(event: WriterEvent): void;
  flushing(report: WriterReport): Promise<void>;
  report(report: WriterReport): Promise<void>;
}

interface TalkOptions {
  readonly topic: string;
  readonly input?: string;
  readonly format: "table" | "json";
}

/** Where the line is written over itself, and where each stays. */
const TERMINAL_MS = 500;
const LOG_MS = 10_000;
const ERASE = "\r\x1b[2K";

export function createTalk({ topic, input, format: output }: TalkOptions, session: Session): Talk {
  const { io, words, language } = session;
  const { produce } = words;
  const { stderr } = io;
  const format = createFormatter({ language, currency: "" });
  const live = stderr.isTTY === true && io.env.TERM !== "dumb";
  const began = io.now().getTime();
  let [sent, sentBefore] = [0, 0];
  let firstId: number | null = null;
  let lastId: number | null = null;
  let shownAt = began;
  let shown = false;

  const look = {
    format,
    customer: produce.customer,
    // A file or another program has room for everything.
    width: io.stdout.isTTY === true ? widthOfOutput(io.stdout) : Number.POSITIVE_INFINITY,
    today: input === undefined,
  };

  const clear = () => {
    if (shown) stderr.write(ERASE, () => undefined);
    shown = false;
  };
  const say = async (line: string) => {
    clear();
    await tell(session, printable(line));
  };
  const rate = (count: number, ms: number) =>
    format.decimal(Number(((count * 1000) / Math.max(1, ms)).toPrecision(4)), 0);

  return {
    live: ({ rate: asked, first }) => {
      const shownRate = asked === "max" ? produce.as_fast : produce.per_second({ rate: format.decimal(asked, 0) });
      return say(produce.live({ topic, rate: shownRate, first: format.count(first) }));
    },
    async replay({ file, accepted, rejected }, speed) {
      const shownSpeed = speed === "max" ? produce.speed_max : produce.speed({ times: format.decimal(speed, 0) });
      if (rejected > 0) await say(produce.rejected({ count: format.count(rejected), file }));
      await say(produce.replay({ topic, count: format.count(accepted), file, speed: shownSpeed }));
    },
    made(id) {
      sent += 1;
      if (id === null) return;
      firstId ??= id;
      lastId = id;
    },
    sale(json) {
      clear();
      void print(session, `${saleLine(json, look)}\n`);
    },
    turn(report, quiet) {
      const now = io.now().getTime();
      if (quiet || now - shownAt < (live ? TERMINAL_MS : LOG_MS)) return;
      const { acknowledged, waiting } = report();
      const line = produce.running({
        made: format.count(sent),
        rate: rate(sent - sentBefore, now - shownAt),
        acknowledged: format.count(acknowledged),
        waiting: format.count(waiting),
      });
      [shownAt, sentBefore] = [now, sent];
      if (live) {
        shown = true;
        stderr.write(`${ERASE}${line.slice(0, (stderr.columns ?? 80) - 1)}`, () => undefined);
      } else void tell(session, line);
    },
    event(event) {
      void say(event.kind === "disconnected" ? produce.disconnected({ cause: event.cause }) : produce.reconnected);
    },
    flushing: ({ waiting }) =>
      waiting === 0 ? Promise.resolve() : say(produce.flushing({ waiting: format.count(waiting) })),
    async report(report) {
      clear();
      const figures = { ...report, sent, firstId, lastId, durationMs: io.now().getTime() - began };
      if (output === "json") await print(session, reportJson(topic, figures));
      else await tell(session, reportText(figures, produce, format));
    },
  };
}
