/** A value of Thrift's compact protocol: whole numbers of any width as bigint, what is no number to us as its bytes. */
export type Value = boolean | bigint | Uint8Array | List | Struct;

export interface List {
  readonly elementType: number;
  readonly values: readonly Value[];
}

/** Fields by number, in the order they were written. Those that nobody here knows are kept as they are. */
export type Struct = ReadonlyMap<number, Field>;

export interface Field {
  readonly type: number;
  readonly value: Value;
}

/** https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
export const TYPE = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  struct: 12,
  uuid: 13,
} as const;
