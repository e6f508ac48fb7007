import type { Draw } from "./draw.ts";

/** What breaks readers of text: all that means something to them, where it does not belong. */
const SPECIAL: readonly Buffer[] = [
  ...[
    '"',
    '""',
    '"""',
    ",",
    ",,",
    ";",
    "\t",
    "|",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\r\r",
    "\n\r",
    " ",
    "\\",
    '\\"',
    "'",
    "#",
  ],
  ...[
    ",\n",
    '"\n',
    '\n"',
    '","',
    '" ',
    ' "',
    "{",
    "}",
    "[",
    "]",
    ":",
    "{}",
    "null",
    "\\u0000",
    "\\ud800",
    "true",
    "//",
  ],
  ...[
    "9".repeat(20),
    "9".repeat(400),
    "-",
    "1e309",
    "0.005",
    "NaN",
    "\ufeff",
    "é",
    "🧦",
    "\u2028",
    "\u00a0",
    "1970-01-01",
  ],
]
  .map((text) => Buffer.from(text))
  .concat(
    [[0], [0xff], [0xc3], [0xe2, 0x82], [0xff, 0xfe], [0x1a], [0x80], [0xed, 0xa0, 0x80]].map((bytes) =>
      Buffer.from(bytes),
    ),
  );

/** The same bytes with one to six accidents, none of them before `from`. */
export function mutate(bytes: Buffer, from: number, draw: Draw): Buffer {
  let mutated = bytes;
  for (let left = 1 + draw.below(draw.chance(0.5) ? 2 : 6); left > 0; left -= 1) {
    mutated = mutateOnce(mutated, Math.min(from, mutated.length), draw);
  }
  return mutated;
}

function mutateOnce(bytes: Buffer, from: number, draw: Draw): Buffer {
  const place = () => from + draw.below(bytes.length - from + 1);
  const at = place();
  const piece = () => {
    const start = place();
    return bytes.subarray(start, start + 1 + draw.below(draw.chance(0.5) ? 8 : 200));
  };
  switch (draw.below(8)) {
    case 0:
      return splice(bytes, at, 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << draw.below(8))]));
    case 1:
      return splice(bytes, at, 1 + draw.below(draw.chance(0.7) ? 3 : 60), Buffer.alloc(0));
    case 2:
      return splice(bytes, at, 0, Buffer.from([draw.below(256)]));
    case 3:
      return splice(bytes, at, 0, piece());
    case 4:
      return draw.chance(0.3) ? bytes.subarray(0, at) : splice(bytes, at, piece().length, piece());
    default:
      return splice(bytes, at, draw.chance(0.5) ? 0 : 1, draw.pick(SPECIAL));
  }
}

function splice(bytes: Buffer, at: number, removed: number, inserted: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}
