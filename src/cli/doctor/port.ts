import { createServer } from "node:net";
import { errorCode } from "../../sinks/files/system-error.ts";
import { type CheckWords, type Finding, ok } from "./check.ts";
import { firstLine } from "./runtime.ts";
import { whoListens } from "./who-listens.ts";

const HOST = "127.0.0.1";
const ANSWER_MS = 1500;

/** Whether the console could listen there, and who does if it could not. */
export async function checkPort({ words }: CheckWords, port: number): Promise<Finding> {
  const shown = { port: String(port) };
  const failure = await tryPort(port);
  if (failure === null) return ok("port", words.port_free(shown));
  if (errorCode(failure) !== "EADDRINUSE") {
    const found = words.port_refused({ ...shown, cause: errorCode(failure) || firstLine(failure) });
    return { id: "port", state: "warning", found, remedy: words.port_remedy };
  }
  const speaker = await whoAnswers(port);
  if (speaker === "vitrina") return ok("port", words.port_vitrina(shown));
  const by = speaker === "spark" ? words.port_spark : await nameOf(port, words);
  return { id: "port", state: "warning", found: words.port_taken({ ...shown, by }), remedy: words.port_remedy };
}

function tryPort(port: number): Promise<Error | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ host: HOST, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

async function nameOf(port: number, words: CheckWords["words"]): Promise<string> {
  const process = await whoListens(port);
  return process === null ? words.port_somebody : words.port_process(process);
}

/** Spark puts its own console on the same port. */
async function whoAnswers(port: number): Promise<"vitrina" | "spark" | "other"> {
  const ask = async (path: string) => {
    try {
      const answer = await fetch(`http://${HOST}:${port}${path}`, { signal: AbortSignal.timeout(ANSWER_MS) });
      return (await answer.text()).slice(0, 4096);
    } catch {
      return "";
    }
  };
  if (/vitrina/i.test((await ask("/healthz")) + (await ask("/")))) return "vitrina";
  return /"spark"/.test(await ask("/api/v1/version")) ? "spark" : "other";
}
