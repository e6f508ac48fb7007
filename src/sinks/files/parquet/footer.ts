import type { FileHandle } from "node:fs/promises";
import { type Field, type List, type Struct, TYPE, type Value } from "./thrift.ts";
import { readStruct } from "./thrift-read.ts";
import { writeStruct } from "./thrift-write.ts";

/** What stands at the beginning and at the end of a Parquet file. */
export const MAGIC = Buffer.from("PAR1");

/** What the end of a Parquet file says of it: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
export interface Footer {
  readonly metadata: Struct;
  /** In the order of the file. */
  readonly groups: readonly RowGroup[];
}

/** Some rows, all columns of them, as one piece of the file. */
export interface RowGroup {
  readonly struct: Struct;
  readonly rows: number;
  /** The first byte of its columns, and the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** Numbers of the fields that are used here. */
const FILE = { rows: 3, groups: 4 } as const;
const GROUP = { columns: 1, rows: 3, start: 5, place: 7 } as const;
const CHUNK = { start: 2, column: 3, pageIndexes: [4, 5, 6, 7] } as const;
const COLUMN = { bytes: 7, data: 9, index: 10, dictionary: 11, bloomFilter: [14, 15] } as const;

export async function readFooter(file: FileHandle): Promise<Footer> {
  const { size } = await file.stat();
  const tail = await read(file, size - 8, 8);
  const length = tail.readUInt32LE(0);
  if (!tail.subarray(4).equals(MAGIC)) throw new Error("The file does not end as a Parquet file does.");
  const metadata = readStruct(await read(file, size - 8 - length, length));
  const groups = listOf(metadata, FILE.groups).values.map((group) => rowGroup(asStruct(group)));
  return { metadata, groups };
}

/** The end of a file that holds these row groups, one behind the other, the first right behind the magic. */
export function footerOf({ metadata }: Footer, groups: readonly RowGroup[]): Buffer {
  const shift = BigInt(MAGIC.length - (groups[0]?.start ?? MAGIC.length));
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const moved = groups.map(({ struct }, place) => movedGroup(struct, shift, place));
  const bytes = writeStruct(
    withFields(metadata, {
      [FILE.rows]: () => BigInt(rows),
      [FILE.groups]: (list) => ({ ...(list as List), values: moved }),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([bytes, length, MAGIC]);
}

function rowGroup(struct: Struct): RowGroup {
  const columns = listOf(struct, GROUP.columns).values.map((chunk) => asStruct(fieldOf(asStruct(chunk), CHUNK.column)));
  const places = columns.map((column) => {
    const pages = [COLUMN.data, COLUMN.index, COLUMN.dictionary].map((id) => Number(column.get(id)?.value ?? 0));
    const start = Math.min(...pages.filter((page) => page > 0));
    return { start, end: start + Number(fieldOf(column, COLUMN.bytes)) };
  });
  return {
    struct,
    rows: Number(fieldOf(struct, GROUP.rows)),
    start: Math.min(...places.map(({ start }) => start)),
    end: Math.max(...places.map(({ end }) => end)),
  };
}

/** Bloom filters and page indexes stand behind all row groups and stay behind: readers do without. */
function movedGroup(group: Struct, shift: bigint, place: number): Struct {
  // Zero says that a writer did not care to tell.
  const move = (start: Value) => (start === 0n ? start : (start as bigint) + shift);
  const column = (value: Value) =>
    withFields(without(asStruct(value), COLUMN.bloomFilter), {
      [COLUMN.data]: move,
      [COLUMN.index]: move,
      [COLUMN.dictionary]: move,
    });
  const chunk = (value: Value) =>
    withFields(without(asStruct(value), CHUNK.pageIndexes), { [CHUNK.start]: move, [CHUNK.column]: column });
  return withFields(group, {
    [GROUP.columns]: (list) => ({ ...(list as List), values: (list as List).values.map(chunk) }),
    [GROUP.start]: move,
    [GROUP.place]: () => BigInt(place),
  });
}

/** The same struct with some of its fields changed, where it has them. */
function withFields(struct: Struct, changes: Readonly<Record<number, (value: Value) => Value>>): Struct {
  const changed = ([id, field]: [number, Field]): [number, Field] => {
    const change = changes[id];
    return [id, change === undefined ? field : { ...field, value: change(field.value) }];
  };
  return new Map([...struct].map(changed));
}

function without(struct: Struct, ids: readonly number[]): Struct {
  return new Map([...struct].filter(([id]) => !ids.includes(id)));
}

function fieldOf(struct: Struct, id: number): Value {
  const field = struct.get(id);
  if (field === undefined) throw new Error(`The Parquet file's footer lacks field ${id}.`);
  return field.value;
}

function listOf(struct: Struct, id: number): List {
  const { type, value } = struct.get(id) ?? { type: TYPE.list, value: { elementType: TYPE.struct, values: [] } };
  if (type !== TYPE.list) throw new Error(`Field ${id} of the Parquet file's footer is no list.`);
  return value as List;
}

function asStruct(value: Value): Struct {
  if (value instanceof Map) return value;
  throw new Error("The Parquet file's footer is not as expected.");
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (position < 0 || bytesRead < length) throw new Error("The Parquet file ends too early.");
  return buffer;
}
