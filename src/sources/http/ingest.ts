import { createHash } from "node:crypto";
import { UserError } from "../../model/user-error.ts";
import type { RequestKey } from "./journal/frame.ts";
import type { Journal } from "./journal/journal.ts";
import { readBody } from "./read-body.ts";
import { refusalResponse } from "./refusal.ts";
import { type BodyKind, type SplitBody, splitBody } from "./split-body.ts";

export interface IngestOptions {
  /** Undefined while the source is not open. */
  readonly journal: () => Journal | undefined;
  /** Throws UserError where the sender is not trusted. */
  readonly guard: (request: Request) => void;
  /** Of one body, packed and unpacked. */
  readonly maxBodyBytes: number;
  /** Of all bodies that are being read. */
  readonly maxBodiesBytes: number;
  /** More unread bytes than this are not taken. */
  readonly maxUnreadBytes: number;
  /** Whole seconds until so many bytes are taken away. */
  readonly secondsFor: (bytes: number) => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Something is wrong with this machine, not with the request. */
  readonly onFailure: (error: unknown) => void;
}

/** Numbers of the first and last record taken; null where the body held none. */
interface Accepted {
  readonly accepted: number;
  readonly first: number | null;
  readonly last: number | null;
}

interface Answer extends Accepted {
  /** Whether it had been given before. */
  readonly again: boolean;
}

/**
 * POST of sales, as a function of a request. Answers 202 only when the records are on the disk; a request that is
 * refused has left nothing behind. The same Idempotency-Key gets the same answer for 24 hours and adds nothing.
 */
export function createIngest(options: IngestOptions): (request: Request) => Promise<Response> {
  const { journal, guard, maxBodyBytes, maxBodiesBytes, maxUnreadBytes, secondsFor, now, onFailure } = options;
  /** Requests with a key that are on their way to the disk. */
  const underWay = new Map<string, { readonly body: string; readonly answer: Promise<Accepted> }>();
  let bodiesBytes = 0;

  async function take(request: Request): Promise<Answer> {
    guard(request);
    if (request.method !== "POST") throw new UserError("ingest_method", { method: request.method });
    const kind = kindOf(request.headers.get("content-type"));
    const key = keyOf(request.headers.get("idempotency-key"));
    const open = journal();
    if (open === undefined) throw new UserError("ingest_busy", { seconds: 1 });
    refuseWhenBusy(open);
    let held = 0;
    try {
      const body = await readBody(request, maxBodyBytes, (bytes) => {
        if (bodiesBytes + bytes > maxBodiesBytes) throw new UserError("ingest_busy", { seconds: 1 });
        bodiesBytes += bytes;
        held += bytes;
      });
      return await keep(open, splitBody(body, kind), key === undefined ? null : { key, body: hash(body) });
    } finally {
      bodiesBytes -= held;
    }
  }

  function refuseWhenBusy({ unreadBytes }: Journal): void {
    if (unreadBytes <= maxUnreadBytes) return;
    // Down to half of the limit, so that not everybody comes back for the same small room.
    throw new UserError("ingest_busy", { seconds: secondsFor(unreadBytes - maxUnreadBytes / 2) });
  }

  async function keep(open: Journal, split: SplitBody, key: RequestKey | null): Promise<Answer> {
    if (key === null) return { ...(await append(open, split, null)), again: false };
    const before = open.keys.find(key.key, now());
    const earlier = before ?? underWay.get(key.key);
    if (earlier !== undefined && earlier.body !== key.body) throw new UserError("ingest_key_reused", {});
    if (before !== undefined) return { ...accepted(before), again: true };
    const other = underWay.get(key.key);
    if (other !== undefined) return { ...(await other.answer), again: true };
    const answer = append(open, split, key);
    underWay.set(key.key, { body: key.body, answer });
    try {
      return { ...(await answer), again: false };
    } finally {
      underWay.delete(key.key);
    }
  }

  async function append(open: Journal, { lines, count }: SplitBody, key: RequestKey | null): Promise<Accepted> {
    if (count === 0) return { accepted: 0, first: null, last: null };
    refuseWhenBusy(open);
    try {
      return accepted({ first: await open.append({ lines, count, time: now(), key }), count });
    } catch (error) {
      onFailure(error);
      throw new UserError("ingest_not_kept", {}, { cause: error });
    }
  }

  return async (request) => {
    try {
      const { again, ...answer } = await take(request);
      const headers = { "cache-control": "no-store", ...(again ? { "idempotency-replayed": "true" } : {}) };
      return Response.json(answer, { status: 202, headers });
    } catch (error) {
      if (error instanceof UserError) return refusalResponse(request, error);
      onFailure(error);
      return refusalResponse(request, new UserError("ingest_not_kept", {}, { cause: error }));
    }
  };
}

function accepted({ first, count }: { readonly first: number; readonly count: number }): Accepted {
  return { accepted: count, first, last: first + count - 1 };
}

const KINDS: Readonly<Record<string, BodyKind>> = {
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
  "application/json": "json",
};

/** A form of a web page cannot send any of these. */
function kindOf(contentType: string | null): BodyKind {
  const [type = ""] = (contentType ?? "").toLowerCase().split(";");
  const kind = KINDS[type.trim()];
  if (kind === undefined) throw new UserError("ingest_media_type", { given: type.trim().slice(0, 100) });
  return kind;
}

function keyOf(header: string | null): string | undefined {
  if (header === null) return undefined;
  if (!/^[\x20-\x7e]{1,255}$/.test(header)) throw new UserError("ingest_bad_key", {});
  return hash(header);
}

function hash(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("base64url");
}
