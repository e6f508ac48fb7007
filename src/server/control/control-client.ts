import { Agent, request as httpRequest } from "node:http";
import { type ErrorMessages, errors } from "../../i18n/en/errors.ts";
import type { LateSale, Reconciliation } from "../../model/stream/aside.ts";
import { type ErrorParams, UserError } from "../../model/user-error.ts";
import type { AppliedLate, DeskOperations, DeskStatus, Retried } from "../../pipelines/stream-desk.ts";
import type { ControlFile } from "./control-file.ts";
import type { OperationName } from "./operations.ts";
import { type Greeting, letterFromWire, type Problem, retryToWire, type WireLetter } from "./wire.ts";

const GREETING_MS = 3000;

/** The operations of a stream that runs in another process. What it refuses is thrown as the same UserError. */
export function controlClient(control: ControlFile): DeskOperations {
  const ask = askControl(control);
  return {
    status: () => ask<DeskStatus>("status"),
    deadLetters: async (query) => (await ask<WireLetter[]>("dead-letters", query)).map(letterFromWire),
    retry: (retries) => ask<Retried>("retry", { retries: retries.map(retryToWire) }),
    drop: (ids, note) => ask<{ dropped: number }>("drop", { ids, note }),
    lateSales: (query) => ask<LateSale[]>("late", query),
    applyLate: (ids) => ask<AppliedLate>("apply-late", { ids }),
    reconcile: () => ask<Reconciliation | null>("reconcile"),
    flush: async () => {
      await ask<null>("flush");
    },
  };
}

/** One operation, by its name. */
export function askControl(control: ControlFile) {
  return <T>(operation: OperationName, input: unknown = {}) =>
    send(control, { method: "POST", path: `/control/${operation}`, body: JSON.stringify(input) }) as Promise<T>;
}

/** Whether the one that wrote the file answers at its address; soon, or it counts as gone. */
export async function answers(control: ControlFile): Promise<boolean> {
  try {
    const found = (await send(control, { method: "GET", path: "/control/", timeoutMs: GREETING_MS })) as Greeting;
    return found.pid === control.pid && found.started === control.started;
  } catch {
    return false;
  }
}

interface Sent {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
  readonly timeoutMs?: number;
}

/** Through an agent of its own: no proxy stands before this machine, and an answer may take as long as it takes. */
async function send({ port, token }: ControlFile, { method, path, body, timeoutMs }: Sent): Promise<unknown> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
  };
  const agent = new Agent({ keepAlive: false });
  const signal = timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) };
  const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = httpRequest({ host: "127.0.0.1", port, path, method, headers, agent, ...signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  }).catch((error: unknown) => {
    throw new UserError("control_gone", { cause: error instanceof Error ? error.message : String(error) });
  });
  const answer = parsed(text);
  if (status === 200) return answer;
  throw refusalOf(answer, status);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError("control_gone", { cause: "JSON" });
  }
}

function refusalOf(answer: unknown, status: number): UserError {
  const { code = "", params = {} } = (typeof answer === "object" && answer !== null ? answer : {}) as Partial<Problem>;
  if (!isErrorCode(code)) return new UserError("control_failed", { cause: `HTTP ${status}` });
  return new UserError(code, params as ErrorParams<keyof ErrorMessages>);
}

function isErrorCode(code: string): code is keyof ErrorMessages {
  return Object.hasOwn(errors, code);
}
