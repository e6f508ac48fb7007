/** Spark's REST API, of one application. */
export interface SparkRest {
  /** Of Spark's pages, without login. */
  readonly base: string;
  /** The answer as JSON; undefined where there is nothing of that name. Throws what says why there is no answer. */
  get(path: string): Promise<unknown>;
}

export interface RestOptions {
  /** Each answer's limit, milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const MOST_BYTES = 32 * 2 ** 20;

/**
 * The first of these addresses where Spark tells of the application. A login may stand in an address, as user:password@.
 * Throws an Error that says of the last one why not.
 */
export async function findRest(bases: readonly string[], app: string, options: RestOptions): Promise<SparkRest> {
  let problem = new Error("no address is known");
  for (const base of bases) {
    try {
      const { url, headers } = withoutLogin(base);
      const ask = (path: string) => askJson(`${url}/api/v1/applications${path}`, headers, options);
      if ((await ask(`/${encodeURIComponent(app)}`)) === undefined) throw new Error(`HTTP 404: no application ${app}`);
      return { base: url, get: (path) => ask(`/${encodeURIComponent(app)}${path}`) };
    } catch (error) {
      problem = error instanceof Error ? error : new Error(String(error));
    }
  }
  throw problem;
}

/** The address without what must not be seen. */
export function shownBase(base: string): string {
  return URL.canParse(base) ? withoutLogin(base).url : "";
}

function withoutLogin(base: string): { url: string; headers: Record<string, string> } {
  const url = new URL(base);
  const { username, password } = url;
  url.username = "";
  url.password = "";
  url.search = "";
  url.hash = "";
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  return {
    url: url.href.replace(/\/+$/, ""),
    headers: { accept: "application/json", ...(username === "" ? {} : { authorization: `Basic ${login}` }) },
  };
}

async function askJson(url: string, headers: Record<string, string>, options: RestOptions): Promise<unknown> {
  const limit = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]);
  const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
    throw new Error(causeOf(error), { cause: error });
  });
  if (response.status === 404) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES / 2 ** 20} MiB`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/** Behind "fetch failed" stands what failed. */
function causeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, "code");
    if (typeof code === "string") return code;
    if (at.name === "TimeoutError") return "TIMEOUT";
  }
  return error instanceof Error ? error.message : String(error);
}
