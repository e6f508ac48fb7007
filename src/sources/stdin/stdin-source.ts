import type { Readable } from "node:stream";
import { UserError } from "../../model/user-error.ts";
import { cutCsv } from "../lines/cut-csv.ts";
import { cutLines } from "../lines/cut-lines.ts";
import { readUntil } from "../lines/read-until.ts";
import { bomLength, type RecordCutter, type TakeRecord } from "../lines/record-cutter.ts";
import { createWaker } from "../lines/waker.ts";
import { createRecordBlock } from "../stream/record-block.ts";
import type { StreamSource } from "../stream/stream-source.ts";

export interface StdinSourceOptions {
  readonly stdin: Readable;
  /** By the first byte where it is not given: `{` or `[` begins NDJSON, everything else a CSV. */
  readonly format?: "ndjson" | "csv";
  /** Milliseconds since the epoch, for the time of receipt. */
  readonly now?: () => number;
}

const PARTITION = "stdin";
const POLL_MS = 60_000;

/**
 * Reads sales from a pipe, as NDJSON or CSV. A record's offset is its number. A pipe cannot be read twice: started
 * again, it takes what comes and goes on counting from the kept position. The pipe flows only while a batch is asked for.
 */
export function openStdinSource({ stdin, format, now = Date.now }: StdinSourceOptions): StreamSource {
  const waker = createWaker();
  const block = createRecordBlock();
  let cutter: RecordCutter | undefined = format === undefined ? undefined : newCutter(format);
  let head: Buffer = Buffer.alloc(0);
  let count = 0;
  let atEnd = false;
  let drained = true;
  let failure: Error | undefined;

  const stopped = (error?: Error) => {
    atEnd = true;
    failure ??= error;
    waker.wake();
  };
  // Some streams close without an end.
  const listeners = { readable: waker.wake, end: () => stopped(), close: () => stopped(), error: stopped } as const;

  function collect(maxBytes: number): boolean {
    const take: TakeRecord = (source, from, to) => {
      block.add(source, from, to, count, now());
      count += 1;
      return block.bytes < maxBytes;
    };
    for (;;) {
      drained = cutter?.drain(take) ?? true;
      if (!drained) return true;
      const bytes: unknown = stdin.read();
      if (bytes === null) break;
      push(Buffer.isBuffer(bytes) ? bytes : Buffer.from(String(bytes)));
    }
    if (atEnd) {
      cutter ??= newCutter("csv");
      if (head.length > 0) cutter.push(head);
      head = Buffer.alloc(0);
      drained = cutter.drain(take);
      if (drained) cutter.finish(take);
    }
    return atEnd;
  }

  /** Waits with the choice of the format until something other than blanks has come. */
  function push(bytes: Buffer): void {
    if (cutter !== undefined) {
      cutter.push(bytes);
      return;
    }
    head = Buffer.concat([head, bytes]);
    const begun = /[^\s]/.exec(head.toString("latin1", bomLength(head)))?.[0];
    if (begun === undefined || (head.length < 3 && head[0] === 0xef)) return;
    cutter = newCutter(begun === "{" || begun === "[" ? "ndjson" : "csv");
    cutter.push(head);
    head = Buffer.alloc(0);
  }

  return {
    id: PARTITION,
    async open(positions) {
      const kept = positions.get(PARTITION);
      count = kept === undefined ? 0 : readCount(kept);
      for (const [event, listener] of Object.entries(listeners)) stdin.on(event, listener);
      if (stdin.readableEnded || stdin.destroyed) stopped();
    },
    async read(request) {
      await readUntil(request, {
        collect: async () => collect(request.maxBytes),
        count: () => block.count,
        pollMs: POLL_MS,
        waker,
      });
      if (failure !== undefined && block.count === 0) {
        throw new UserError("stdin_broken", { cause: failure.message }, { cause: failure });
      }
      const ended = atEnd && drained && failure === undefined;
      const records = block.take();
      return {
        partitions: [{ partition: PARTITION, records, next: String(count), behind: null, caughtUp: drained }],
        events: [],
        ended,
      };
    },
    async committed() {
      // A pipe forgets by itself.
    },
    async close() {
      for (const [event, listener] of Object.entries(listeners)) stdin.off(event, listener);
      // An error that comes after the end of interest must not end the process.
      stdin.on("error", () => {});
      stdin.destroy();
      stopped();
    },
  };
}

function newCutter(format: "ndjson" | "csv"): RecordCutter {
  return format === "csv" ? cutCsv() : cutLines();
}

function readCount(position: string): number {
  const count = Number(position);
  if (/^\d+$/.test(position) && Number.isSafeInteger(count)) return count;
  throw new UserError("stream_bad_position", { source: PARTITION, position });
}
