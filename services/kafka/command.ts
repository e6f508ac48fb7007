import { parseArgs } from "node:util";
import { resolveLanguage } from "../../src/i18n/language.ts";
import { stopRunning } from "../lib/control.ts";
import { ServiceError, type ServiceWords, serviceWords } from "../words.ts";
import { fetchKafka } from "./fetch.ts";
import { KAFKA_VERSIONS, type KafkaVersion } from "./jars.ts";
import type { StartKafka } from "./options.ts";
import { detach, up } from "./up.ts";

/** `npm run kafka -- COMMAND`. Returns the exit code: 1 failed, 2 wrong usage. */
export async function runCommand(argv: readonly string[], start: StartKafka): Promise<number> {
  const words = serviceWords[resolveLanguage(undefined, process.env)];
  const line = readLine(argv, words);
  if (typeof line === "string") {
    process.stderr.write(`${line}\n`);
    return 2;
  }
  try {
    return await run(line, { argv, words, start });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    process.stderr.write(`${error.sentence(words)}\n`);
    return 1;
  }
}

interface Line {
  readonly command: "up" | "down" | "fetch" | "help";
  readonly version: KafkaVersion;
  readonly brokers: number;
  readonly partitions: number;
  readonly port: number | undefined;
  readonly data: string | undefined;
  readonly detached: boolean;
}

const USUAL_PORT = 9092;

interface Surroundings {
  readonly argv: readonly string[];
  readonly words: ServiceWords;
  readonly start: StartKafka;
}

async function run(line: Line, { argv, words, start }: Surroundings): Promise<number> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const { version, port = USUAL_PORT } = line;
  const fetch = () =>
    fetchKafka(version, start, {
      fetching: () => say(words.fetching({ version })),
      archiving: () => say(words.archiving({ version })),
    });
  switch (line.command) {
    case "help":
      process.stdout.write(words.usage);
      return 0;
    case "fetch":
      await fetch();
      say(words.fetched({ version }));
      return 0;
    case "down": {
      const stopped = await stopRunning("kafka", line.port);
      for (const ended of stopped) say(words.stopped({ port: ended }));
      if (stopped.length === 0) say(words.none_running);
      return 0;
    }
    case "up":
      await fetch();
      return line.detached ? await detach(argv, words) : await up({ ...line, port, words, say, start });
  }
}

/** A text is a complaint. */
function readLine(argv: readonly string[], words: ServiceWords): Line | string {
  const values = parse(argv, words);
  if (typeof values === "string") return values;
  const [command = "help", ...others] = values.positionals;
  if (values.help || command === "help") return { ...USUAL, command: "help" };
  if (others.length > 0 || !isCommand(command)) return words.wrong_command({ command: [command, ...others].join(" ") });
  const version = KAFKA_VERSIONS.find((known) => known === values.version);
  if (version === undefined) return words.wrong_version({ value: values.version, versions: KAFKA_VERSIONS });
  const numbers = { brokers: 1, partitions: 1, port: undefined as number | undefined };
  for (const [option, least, most] of [
    ["brokers", 1, 9],
    ["partitions", 1, 1000],
    ["port", 0, 65_000],
  ] as const) {
    const value = values[option];
    if (value === undefined) continue;
    if (!/^\d{1,5}$/.test(value) || Number(value) < least || Number(value) > most) {
      return words.wrong_number({ option, value, least, most });
    }
    numbers[option] = Number(value);
  }
  return { ...numbers, command, version, data: values.data, detached: values.detach };
}

const USUAL: Omit<Line, "command"> = {
  version: "3.9.1",
  brokers: 1,
  partitions: 1,
  port: undefined,
  data: undefined,
  detached: false,
};

function parse(argv: readonly string[], words: ServiceWords) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        brokers: { type: "string" },
        version: { type: "string", default: USUAL.version },
        port: { type: "string" },
        data: { type: "string" },
        partitions: { type: "string" },
        detach: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { ...values, positionals };
  } catch (error) {
    const [message = ""] = (error instanceof Error ? error.message : String(error)).split(". ", 1);
    return words.wrong_option({ message });
  }
}

function isCommand(text: string): text is "up" | "down" | "fetch" {
  return text === "up" || text === "down" || text === "fetch";
}
