import { spawn } from "node:child_process";
import { once } from "node:events";
import type { ServiceWords } from "../words.ts";
import { listenForStop } from "./control.ts";
import type { Service, Values } from "./service.ts";

interface UpOptions {
  readonly service: Service;
  readonly values: Values;
  readonly words: ServiceWords;
  readonly say: (text: string) => void;
}

/** Prints the address to stdout and stays until a signal, or `down`, or the end of a process of the service. */
export async function up({ service, values, words, say }: UpOptions): Promise<number> {
  // Whoever started it in the background does not listen any more.
  process.stderr.on("error", () => undefined);
  // From the beginning: also a start that is under way is cleared away.
  const signalled = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((name) => once(process, name)));
  const name = service.name(values);
  say(words.starting({ name }));
  const running = await service.start(values);
  const control = await listenForStop(service.id, running.port);
  try {
    process.stdout.write(`${running.address}\n`);
    const also = running.also.map((sentence) => sentence(words));
    for (const sentence of also) say(sentence);
    say(words.running({ name, folder: running.folder }));
    process.send?.([running.address, ...also]);
    const failure = await Promise.race([signalled.then(() => null), control.asked.then(() => null), running.failed]);
    if (failure !== null) throw failure;
    say(words.stopping({ name }));
    return 0;
  } finally {
    await running.close();
    control.close();
  }
}

interface DetachOptions {
  readonly argv: readonly string[];
  readonly name: string;
  readonly service: string;
  readonly words: ServiceWords;
}

/** The same in a process of its own, which stays; this one comes back when the service answers. */
export async function detach({ argv, name, service, words }: DetachOptions): Promise<number> {
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
  if (!Array.isArray(outcome)) {
    process.stderr.write(said);
    return 1;
  }
  const [address, ...also] = outcome;
  process.stdout.write(`${address}\n`);
  for (const sentence of [...also, words.detached({ name, service })]) process.stderr.write(`${sentence}\n`);
  child.stderr?.destroy();
  child.disconnect();
  child.unref();
  return 0;
}
