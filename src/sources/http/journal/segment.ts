import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../../model/user-error.ts";
import { decodeFrame, type Frame, frameBytes, HEADER_BYTES } from "./frame.ts";

/** One file of the journal: frames behind a mark, named by the number of its first record. */
export interface Segment {
  readonly path: string;
  readonly first: number;
  /** Behind its last whole frame: the number of the next record, and the bytes. */
  end: number;
  bytes: number;
}

/** The version of the format is part of it. */
export const MARK = Buffer.from("vitrina-spool-1\n");
const ENDING = ".journal";

export function segmentPath(folder: string, first: number): string {
  return join(folder, `${String(first).padStart(16, "0")}${ENDING}`);
}

/** The segments of a folder in order, each looked through to its last whole frame. */
export async function scanSegments(folder: string, seen: (frame: Frame) => void): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{16}\.journal$/.test(name)).sort();
  const segments: Segment[] = [];
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    const limit = next === undefined ? Number.POSITIVE_INFINITY : numberOf(next);
    segments.push(await scanSegment(join(folder, name), numberOf(name), limit, seen));
  }
  return segments;
}

/** The frame at a place; undefined where none is whole there. */
export async function readFrame(handle: FileHandle, at: number): Promise<Frame | undefined> {
  const header = Buffer.alloc(HEADER_BYTES);
  if ((await handle.read(header, 0, HEADER_BYTES, at)).bytesRead < HEADER_BYTES) return undefined;
  const { size } = await handle.stat();
  const length = frameBytes(header);
  if (at + length > size) return undefined;
  const frame = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await handle.read(frame, 0, length, at);
  return decodeFrame(frame.subarray(0, bytesRead));
}

async function scanSegment(path: string, first: number, limit: number, seen: (frame: Frame) => void): Promise<Segment> {
  const segment = { path, first, end: first, bytes: MARK.length };
  const handle = await open(path, "r");
  try {
    const mark = Buffer.alloc(MARK.length);
    const { bytesRead } = await handle.read(mark, 0, MARK.length, 0);
    // A crash can leave a file that was only begun.
    if (!MARK.subarray(0, bytesRead).equals(mark.subarray(0, bytesRead)))
      throw new UserError("spool_unknown", { file: path });
    for (;;) {
      const frame = await readFrame(handle, segment.bytes);
      // What a failed write left behind is written once more in the next segment.
      if (frame === undefined || frame.first !== segment.end || frame.first >= limit) return segment;
      seen(frame);
      segment.end += frame.count;
      segment.bytes += frame.bytes;
    }
  } finally {
    await handle.close();
  }
}

function numberOf(name: string): number {
  return Number(name.slice(0, -ENDING.length));
}
