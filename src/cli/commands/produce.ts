import { UserError } from "../../model/user-error.ts";
import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { declareKafka, type KafkaFlags } from "../kafka-flags.ts";
import type { Rate } from "../produce/pace.ts";
import { type Duration, streamReaders } from "../stream-readers.ts";

const COMPRESSIONS = ["none", "gzip", "snappy", "lz4", "zstd"] as const;

/** The options of `vitrina produce` as given. */
export interface ProduceFlags extends KafkaFlags {
  readonly topic: string;
  readonly partitions: number;
  readonly rate?: Rate;
  readonly count?: number;
  readonly input?: string;
  readonly speed?: Rate;
  readonly mapping?: string;
  readonly firstId?: number;
  readonly timeZone?: string;
  readonly seed: number;
  readonly compression: (typeof COMPRESSIONS)[number];
  readonly timeout?: Duration;
  readonly format: "table" | "json";
}

const USUAL_TOPIC = "transacciones_ventas";

export function declareProduce(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { produce, batch } = words;
  const { expected } = produce;
  const { duration, topic } = streamReaders(words);
  const command = declareCommand(declaration, "produce")
    .usage(words.any_options)
    .action((flags: ProduceFlags) => {
      refuseMixture(flags, expected);
      choose(async (session) => {
        const { runProduce } = await import("./run-produce.ts");
        return runProduce(flags, session);
      });
    });
  declareOption(command, "--topic", produce.topic, { read: topic, otherwise: USUAL_TOPIC });
  declareOption(command, "--partitions", produce.partitions, { read: counter(expected.partitions), otherwise: 2 });
  declareOption(command, "--rate", produce.rate, { read: rateReader(expected.rate), shown: "1" });
  declareOption(command, "--count", produce.count, { read: scaled(expected.count) });
  declareOption(command, "--input", produce.input);
  declareOption(command, "--speed", produce.speed, { read: speedReader(expected.speed), shown: "1x" });
  declareOption(command, "--mapping", produce.mapping);
  declareOption(command, "--first-id", produce.first_id, { read: counter(expected.first_id) });
  declareOption(command, "--time-zone", batch.time_zone, { read: readers.timeZone });
  declareOption(command, "--seed", produce.seed, { read: readers.seed, otherwise: 42 });
  declareOption(command, "--compression", produce.compression, {
    read: readers.oneOf(COMPRESSIONS),
    otherwise: "none",
  });
  declareOption(command, "--timeout", produce.timeout, { read: duration });
  declareOption(command, "--format", produce.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareKafka(command, declaration);
  declareLanguage(command, words);
}

/** What would be silently ignored is refused. */
function refuseMixture(flags: ProduceFlags, expected: Declaration["words"]["produce"]["expected"]): void {
  const [names, reason] =
    flags.input === undefined
      ? ([["speed", "mapping"], expected.only_input] as const)
      : ([["rate", "firstId"], expected.only_live] as const);
  for (const name of names) {
    const value = flags[name];
    if (value === undefined) continue;
    const option = name === "firstId" ? "--first-id" : `--${name}`;
    throw new UserError("bad_option", { option, value: String(value), expected: reason });
  }
}

function counter(expected: string) {
  return (option: string) =>
    (text: string): number => {
      const number = Number(text);
      if (!/^[1-9]\d*$/.test(text) || !Number.isSafeInteger(number)) throw refused(option, text, expected);
      return number;
    };
}

function scaled(expected: string) {
  return (option: string) =>
    (text: string): number => {
      const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text) ?? [];
      const number = Math.round(Number(digits) * (SCALE[unit.toLowerCase()] ?? 1) * 1e6) / 1e6;
      if (!Number.isSafeInteger(number) || number < 1) throw refused(option, text, expected);
      return number;
    };
}

function rateReader(expected: string) {
  return (option: string) =>
    (text: string): Rate => {
      if (text === "max") return text;
      const [, digits, unit = ""] = /^(\d+(?:\.\d+)?|\.\d+)([km]?)$/i.exec(text) ?? [];
      const number = Number(digits) * (SCALE[unit.toLowerCase()] ?? 1);
      if (!(number > 0 && number <= MOST_RATE)) throw refused(option, text, expected);
      return number;
    };
}

function speedReader(expected: string) {
  return (option: string) =>
    (text: string): Rate => {
      if (text === "max") return text;
      const [, digits] = /^(\d+(?:\.\d+)?|\.\d+)[x×]?$/i.exec(text) ?? [];
      const number = Number(digits);
      if (!(number > 0 && number <= MOST_RATE)) throw refused(option, text, expected);
      return number;
    };
}

const SCALE: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6 };
const MOST_RATE = 1e7;

function refused(option: string, value: string, expected: string): UserError {
  return new UserError("bad_option", { option, value, expected });
}
