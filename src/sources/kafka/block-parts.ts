import type { OddRecord, RecordBlock } from "../stream/record-block.ts";

/** Records [from, to) of a block. Shares the bytes with it. */
export function partOf(block: RecordBlock, from: number, to: number): RecordBlock {
  const first = block.starts[from] ?? 0;
  const odd = new Map<number, OddRecord>();
  for (const [row, record] of block.odd) if (row >= from && row < to) odd.set(row - from, record);
  return {
    count: to - from,
    lines: block.lines.subarray(first, block.starts[to]),
    starts: block.starts.slice(from, to + 1).map((start) => start - first),
    offsets: block.offsets.subarray(from, to),
    times: block.times.subarray(from, to),
    odd,
  };
}

/** Two blocks, one behind the other. */
export function joined(a: RecordBlock, b: RecordBlock): RecordBlock {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const lines = new Uint8Array(a.lines.length + b.lines.length);
  lines.set(a.lines);
  lines.set(b.lines, a.lines.length);
  const starts = new Uint32Array(a.count + b.count + 1);
  starts.set(a.starts);
  starts.set(
    b.starts.map((start) => start + a.lines.length),
    a.count,
  );
  const odd = new Map(a.odd);
  for (const [row, record] of b.odd) odd.set(a.count + row, record);
  return {
    count: a.count + b.count,
    lines,
    starts,
    offsets: pair(a.offsets, b.offsets),
    times: pair(a.times, b.times),
    odd,
  };
}

/** How many of a block's first records fit into so many bytes. */
export function rowsWithin(block: RecordBlock, bytes: number): number {
  let low = 0;
  let high = block.count;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((block.starts[middle] ?? 0) <= bytes) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pair(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
