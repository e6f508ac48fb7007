/** The chunk at hand, and the beginning of a record that reaches into it from earlier ones. */
export interface ChunkWindow {
  /** Offset of the chunk's first byte in the stream. */
  base(): number;
  open(chunk: Buffer): void;
  /** Bytes from one offset of the stream to another, cut to the first `keep` where they span chunks. */
  slice(start: number, end: number): Uint8Array;
  /** Ends the chunk; what follows `pending` belongs to a record still open (null: none is). */
  close(pending: number | null): void;
}

export function createWindow(keep: number): ChunkWindow {
  let chunk: Buffer = Buffer.alloc(0);
  let base = 0;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  return {
    base: () => base,
    open(next) {
      base += chunk.length;
      chunk = next;
    },
    slice(start, end) {
      if (start >= base) {
        return chunk.subarray(start - base, end - base);
      }
      return Buffer.concat([...kept, chunk.subarray(0, Math.max(0, end - base))]).subarray(
        0,
        Math.min(keep, end - start),
      );
    },
    close(pending) {
      if (pending === null || pending >= base) {
        kept = [];
        keptBytes = 0;
      }
      if (pending === null) {
        return;
      }
      const from = Math.max(0, pending - base);
      const piece = chunk.subarray(from, from + keep - keptBytes);
      if (piece.length > 0) {
        // a copy: the chunk's memory is used again
        kept.push(Buffer.from(piece));
        keptBytes += piece.length;
      }
    },
  };
}
