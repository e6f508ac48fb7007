/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quotedList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(", ")}]`;
}

/** Bits [from, from + width) of an unsigned 64-bit word. */
export function bits(word: string, from: number, width: number): string {
  return `((${word} >> ${from}) & ${2 ** width - 1})`;
}

/** Evenly one of 0 … count - 1, out of `width` random bits; count × 2^width must stay below 2^63. */
export function pick(word: string, from: number, width: number, count: number): string {
  return `((${bits(word, from, width)} * ${count}) >> ${width})::INTEGER`;
}
