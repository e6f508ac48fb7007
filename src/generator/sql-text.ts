/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quotedList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(", ")}]`;
}

/** 63 random bits as a BIGINT, with which DuckDB counts faster than with the UBIGINT that hash() gives. */
export function randomWord(value: string): string {
  return `(hash(${value}) >> 1)::BIGINT`;
}

/** Bits [from, from + width) of a random word. */
export function bits(word: string, from: number, width: number): string {
  const shifted = from === 0 ? word : `(${word} >> ${from})`;
  return `(${shifted} & ${2 ** width - 1})`;
}

/** Evenly one of 0 … count - 1, out of `width` random bits; count × 2^width must stay below 2^63. */
export function pick(word: string, from: number, width: number, count: number): string {
  return `((${bits(word, from, width)} * ${count}) >> ${width})`;
}
