import { resolveLanguage } from "../../src/i18n/language.ts";
import { ServiceError, type ServiceWords, serviceWords } from "../words.ts";
import { type Line, readLine } from "./command-line.ts";
import { stopRunning } from "./control.ts";
import { numberOf, type Service } from "./service.ts";
import { detach, up } from "./up.ts";

/** `npm run SERVICE -- COMMAND`. Returns the exit code: 1 failed, 2 wrong usage. */
export async function runCommand(argv: readonly string[], service: Service): Promise<number> {
  const words = serviceWords[resolveLanguage(undefined, process.env)];
  const line = readLine(argv, service, words);
  if (typeof line === "string") {
    process.stderr.write(`${line}\n`);
    return 2;
  }
  try {
    return await run(line, { argv, words, service });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    process.stderr.write(`${error.sentence(words)}\n`);
    return 1;
  }
}

interface Surroundings {
  readonly argv: readonly string[];
  readonly words: ServiceWords;
  readonly service: Service;
}

async function run({ command, values }: Line, { argv, words, service }: Surroundings): Promise<number> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const name = service.name(values);
  const fetch = () =>
    service.fetch(values, {
      fetching: (size) => say(words.fetching({ name, size })),
      archiving: () => say(words.archiving({ name })),
    });
  switch (command) {
    case "help":
      process.stdout.write(words.usage[service.id]);
      return 0;
    case "fetch":
      await fetch();
      say(words.fetched({ name }));
      return 0;
    case "down": {
      const stopped = await stopRunning(service.id, numberOf(values, "port"));
      for (const port of stopped) say(words.stopped({ name: service.title, port }));
      if (stopped.length === 0) say(words.none_running({ name: service.title }));
      return 0;
    }
    case "up":
      await fetch();
      return values.detach === undefined
        ? await up({ service, values, words, say })
        : await detach({ argv, name, service: service.id, words });
  }
}
