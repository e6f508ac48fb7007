import { spawn } from "node:child_process";
import { once } from "node:events";
import { listenForStop } from "../lib/control.ts";
import type { ServiceWords } from "../words.ts";
import type { KafkaVersion } from "./jars.ts";
import type { StartKafka } from "./options.ts";

interface UpOptions {
  readonly version: KafkaVersion;
  readonly brokers: number;
  readonly partitions: number;
  readonly port: number;
  readonly data: string | undefined;
  readonly words: ServiceWords;
  readonly say: (text: string) => void;
  readonly start: StartKafka;
}

/** Prints the address to stdout and stays until a signal, or `down`, or the end of a broker. */
export async function up({ version, brokers, partitions, port, data, words, say, start }: UpOptions): Promise<number> {
  // Whoever started it in the background does not listen any more.
  process.stderr.on("error", () => undefined);
  // From the beginning: also a start that is under way is cleared away.
  const signalled = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((name) => once(process, name)));
  say(words.starting({ version }));
  const kafka = await start({
    version,
    brokers,
    port,
    partitionsDefault: partitions,
    ...(data === undefined ? {} : { dataFolder: data }),
  });
  const control = await listenForStop("kafka", kafka.brokers[0]?.port ?? 0);
  try {
    process.stdout.write(`${kafka.bootstrap.join(",")}\n`);
    say(words.running({ folder: kafka.logDir }));
    process.send?.(kafka.bootstrap.join(","));
    const failure = await Promise.race([signalled.then(() => null), control.asked.then(() => null), kafka.failed]);
    if (failure !== null) throw failure;
    say(words.stopping);
    return 0;
  } finally {
    await kafka.close();
    control.close();
  }
}

/** The same in a process of its own, which stays; this one comes back when the broker answers. */
export async function detach(argv: readonly string[], words: ServiceWords): Promise<number> {
  const args = argv.filter((argument) => argument !== "--detach");
  const child = spawn(process.execPath, [process.argv[1] ?? "", ...args], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.on("data", (text) => {
    said += String(text);
  });
  const [outcome] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (typeof outcome !== "string") {
    process.stderr.write(said);
    return 1;
  }
  process.stdout.write(`${outcome}\n`);
  process.stderr.write(`${words.detached}\n`);
  child.stderr?.destroy();
  child.disconnect();
  child.unref();
  return 0;
}
