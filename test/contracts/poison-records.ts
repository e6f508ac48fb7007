import { MAX_VALUE_BYTES } from "../../src/model/stream/records.ts";

export type PoisonKind =
  | "garbage"
  | "binary"
  | "deep"
  | "invalid_utf8"
  | "null"
  | "empty"
  | "pretty"
  | "array"
  | "half"
  | "tombstone";

export interface Poison {
  readonly kind: PoisonKind;
  readonly record: Buffer | null;
  /** What comes out for it, in order: lines, or odd records with their bytes. */
  readonly expected: readonly { readonly bytes: Buffer | null; readonly odd: boolean }[];
}

const odd = (bytes: Buffer | null) => ({ bytes, odd: true });
const line = (bytes: Buffer) => ({ bytes, odd: false });

const DEEP = Buffer.from(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`);
const INVALID = Buffer.concat([Buffer.from('{"category":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]);

/** Records that are no sales, and how a source must hand them out. */
export function poisonRecords(framing: "lines" | "records", refuses: readonly PoisonKind[]): Poison[] {
  const whole = framing === "records";
  const one = (kind: PoisonKind, text: string | Buffer): Poison => {
    const record = Buffer.from(text);
    return { kind, record, expected: [odd(record)] };
  };
  const all: Poison[] = [
    one("garbage", Buffer.alloc(MAX_VALUE_BYTES + 10_000, "x")),
    // Bytes of every value, the line feed and the blanks before it left out.
    one("binary", Buffer.from(Array.from({ length: 1000 }, (_, index) => (index % 245) + 11))),
    { kind: "deep", record: DEEP, expected: [line(DEEP)] },
    { kind: "invalid_utf8", record: INVALID, expected: [line(INVALID)] },
    one("null", "null"),
    { kind: "empty", record: Buffer.alloc(0), expected: whole ? [odd(Buffer.alloc(0))] : [] },
    {
      kind: "pretty",
      record: Buffer.from('{\n  "total": 5\n}'),
      expected: whole
        ? [line(Buffer.from('{   "total": 5 }'))]
        : [odd(Buffer.from("{")), odd(Buffer.from('  "total": 5')), odd(Buffer.from("}"))],
    },
    one("array", '[{"total":5}]'),
    one("half", '{"transaction_id":5,"tot'),
    ...(whole ? [{ kind: "tombstone" as const, record: null, expected: [odd(null)] }] : []),
  ];
  return all.filter(({ kind }) => !refuses.includes(kind));
}
