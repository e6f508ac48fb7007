import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { UserError } from "../../model/user-error.ts";
import type { OpenFile } from "./open-file.ts";

/** A place in one particular file, whatever it is called by now. */
export interface TailPosition {
  readonly device: string;
  readonly inode: string;
  /** SHA-256 of the first `headBytes` bytes, all of them before `at`; an inode alone may be given to another file. */
  readonly head: string;
  readonly headBytes: number;
  /** Bytes before the next record. */
  readonly at: number;
}

/** Before there is a file. */
export const NOWHERE: TailPosition = { device: "", inode: "", head: "", headBytes: 0, at: 0 };

export const MOST_HEAD_BYTES = 4096;

export function writeTailPosition({ device, inode, head, headBytes, at }: TailPosition): string {
  return JSON.stringify({ device, inode, head, headBytes, at });
}

/** @throws {UserError} stream_bad_position */
export function readTailPosition(file: string, text: string): TailPosition {
  try {
    const { device, inode, head, headBytes, at } = JSON.parse(text) as Record<keyof TailPosition, unknown>;
    if (isText(device) && isText(inode) && isText(head) && isPlace(headBytes) && isPlace(at)) {
      return { device, inode, head, headBytes, at };
    }
  } catch {
    // Not JSON: the same as JSON of another shape.
  }
  throw new UserError("stream_bad_position", { source: file, position: text });
}

/** The position at a place of a file that begins with `head`; a hash of full length is taken over from before. */
export function tailPosition({ stats }: OpenFile, head: Buffer, at: number, before?: TailPosition): TailPosition {
  if (before?.headBytes === MOST_HEAD_BYTES) return { ...before, at };
  const headBytes = Math.min(at, MOST_HEAD_BYTES);
  const hash = hashOf(head.subarray(0, headBytes));
  return { device: String(stats.dev), inode: String(stats.ino), head: hash, headBytes, at };
}

/** Whether the file still begins as it did, and reaches as far. */
export async function continues(handle: FileHandle, { head, headBytes, at }: TailPosition): Promise<boolean> {
  const { size } = await handle.stat();
  return size >= at && hashOf(await readHead(handle, headBytes)) === head;
}

export function isSameFile(stats: BigIntStats, { device, inode }: TailPosition): boolean {
  return String(stats.dev) === device && String(stats.ino) === inode;
}

/** The first bytes of a file, so many at most. */
export async function readHead(handle: FileHandle, bytes: number): Promise<Buffer> {
  const head = Buffer.alloc(Math.min(bytes, MOST_HEAD_BYTES));
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  return head.subarray(0, bytesRead);
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64url");
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
