import type { TakeRecord } from "../lines/record-cutter.ts";
import type { OpenFile } from "./open-file.ts";
import { cutterFor } from "./tail-format.ts";
import { MOST_HEAD_BYTES, readHead, type TailPosition, tailPosition } from "./tail-position.ts";

/** One file that grows, read to wherever it ends by now. */
export interface Follower {
  readonly file: OpenFile;
  /** Bytes read so far; the last of them may belong to a line that is not whole. */
  readonly readAt: number;
  /** Behind the last record handed out. */
  position(): TailPosition;
  /** Hands out the records read; false when `take` has enough. */
  drain(take: TakeRecord): boolean;
  /** Hands out what is left although its line is not whole. */
  finish(take: TakeRecord): void;
  /** Reads on. `overwritten`: what was read is not what the file holds any more. */
  advance(): Promise<"grown" | "at_end" | "overwritten">;
}

const CHUNK = 262_144;

/** Follows a file from a place on, as NDJSON or CSV. */
export async function follow(file: OpenFile, csv: boolean, start: number): Promise<Follower> {
  const { handle } = file;
  const cutter = await cutterFor(file, csv, start);
  const scratch = Buffer.allocUnsafeSlow(CHUNK);
  /** As it was when it was read: an appended file never changes there. */
  let head = await readHead(handle, start);
  let readAt = start;
  /** The end was reached, so others may have written the file anew since. */
  let rested = true;
  let position = tailPosition(file, head, start);

  async function isOverwritten(): Promise<boolean> {
    const { size } = await handle.stat();
    return size < readAt || !(await readHead(handle, head.length)).equals(head);
  }

  return {
    file,
    get readAt() {
      return readAt;
    },
    position() {
      if (cutter.place !== position.at) position = tailPosition(file, head, cutter.place, position);
      return position;
    },
    drain: cutter.drain,
    finish: cutter.finish,
    async advance() {
      if (rested && (await isOverwritten())) return "overwritten";
      const { bytesRead } = await handle.read(scratch, 0, CHUNK, readAt);
      rested = bytesRead === 0;
      if (rested) return "at_end";
      const bytes = Buffer.from(scratch.subarray(0, bytesRead));
      if (head.length < MOST_HEAD_BYTES) {
        head = Buffer.concat([head, bytes.subarray(0, MOST_HEAD_BYTES - head.length)]);
      }
      cutter.push(bytes);
      readAt += bytesRead;
      return "grown";
    },
  };
}
