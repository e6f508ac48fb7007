import type { HdfsAccess } from "./access.ts";
import { type Answer, type Exchange, exchange } from "./exchange.ts";
import { answerFailure, HdfsFailure, isStandby, mayPass, networkFailure } from "./failure.ts";
import { repeated, USUAL_POLICY } from "./retry.ts";

/** One operation of WebHDFS. */
export interface Operation {
  readonly method: Exchange["method"];
  readonly op: string;
  /** Absolute, not encoded. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  /** Twice is as good as once, so it is repeated when the answer was lost. */
  readonly repeatable: boolean;
}

/** Calls of one cluster; it remembers which NameNode is the active one. Throws HdfsFailure. */
export type Caller = ReturnType<typeof createCaller>;

const MILLISECONDS_TO_ANSWER = 30_000;

export function createCaller(access: HdfsAccess) {
  const { endpoints, signal, policy = USUAL_POLICY } = access;
  let active = 0;

  async function ask(operation: Operation, hurry: AbortSignal): Promise<Answer> {
    for (let turn = 1; ; turn++) {
      const url = urlOf(endpoints[active] ?? "", operation, access);
      try {
        return await checked(url, { method: operation.method, signal: hurry }, false);
      } catch (error) {
        if (!isStandby(error) || turn >= endpoints.length) throw error;
        active = (active + 1) % endpoints.length;
      }
    }
  }

  const inTime = <T>(repeatable: boolean, work: (hurry: AbortSignal) => Promise<T>) =>
    repeated(() => work(AbortSignal.any([signal, AbortSignal.timeout(MILLISECONDS_TO_ANSWER)])), {
      policy,
      passes: (error) => repeatable && mayPass(error),
      signal,
    });

  return {
    /** Its answer as JSON; null for an empty one. An operation that the NameNode hands on is followed. */
    json(operation: Operation): Promise<unknown> {
      return inTime(operation.repeatable, async (hurry) => {
        const first = await ask(operation, hurry);
        const place = handedOnTo(first);
        if (place === null) return readJson(first, originOf(endpoints[active]), false);
        await first.text();
        return readJson(await checked(place, { method: operation.method, signal: hurry }, true), place.origin, true);
      });
    },

    /** Where the NameNode hands the operation on to. */
    place(operation: Operation): Promise<URL> {
      return inTime(true, async (hurry) => {
        const answer = await ask(operation, hurry);
        await answer.text();
        const place = handedOnTo(answer);
        if (place === null) throw new HdfsFailure("answer", { ...NO_REDIRECT, origin: originOf(endpoints[active]) });
        return place;
      });
    },

    /** The content from the node that holds it. Never repeated by itself. */
    async download(place: URL, hurry: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
      return (await checked(place, { method: "GET", signal: hurry }, true)).content;
    },

    /** Content to the node that is to hold it. Never repeated by itself. */
    async upload(place: URL, content: AsyncIterable<Uint8Array>, hurry: AbortSignal): Promise<void> {
      const answer = await checked(place, { method: "PUT", signal: hurry, content }, true);
      await answer.text();
    },
  };
}

const NO_REDIRECT = { code: "200", dataNode: false, message: "no redirect to a DataNode" };

function urlOf(endpoint: string, { op, path, params = {} }: Operation, { user, token }: HdfsAccess): URL {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const url = new URL(`${endpoint}/webhdfs/v1${encoded}`);
  url.searchParams.set("op", op);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
  // Whom the token was given to is the user.
  if (token === null) url.searchParams.set("user.name", user);
  else url.searchParams.set("delegation", token);
  return url;
}

function originOf(endpoint = ""): string {
  return URL.parse(endpoint)?.origin ?? endpoint;
}

/** Throws HdfsFailure for what is neither a success nor a redirect. */
async function checked(url: URL, call: Exchange, dataNode: boolean): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await exchange(url, call);
  } catch (error) {
    throw networkFailure(error, url.origin, dataNode);
  }
  if ((answer.status >= 200 && answer.status < 300) || answer.status === 307) return answer;
  const said = await answer.text().catch(() => "");
  throw answerFailure(answer.status, said, url.origin, dataNode);
}

function handedOnTo({ status, location }: Answer): URL | null {
  const place = status === 307 && location !== null ? URL.parse(location) : null;
  return place !== null && /^https?:$/.test(place.protocol) ? place : null;
}

async function readJson(answer: Answer, origin: string, dataNode: boolean): Promise<unknown> {
  const text = await answer.text().catch((error: unknown) => {
    throw networkFailure(error, origin, dataNode);
  });
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HdfsFailure("answer", { code: "no JSON", origin, dataNode, message: "no JSON", cause });
  }
}
