/** How a value stands in the address: as no, one or several parameters of its name. */
export interface Field<T> {
  read(given: readonly string[]): T;
  write(value: unknown): readonly string[];
}

/** Text; null where the address does not have it. */
export function text(): Field<string | null> {
  return { read: ([first]) => first ?? null, write: (value) => (typeof value === "string" ? [value] : []) };
}

export function oneOf<const T extends string>(known: readonly T[], usual: T): Field<T> {
  return {
    read: ([first]) => known.find((one) => one === first) ?? usual,
    write: (value) => (typeof value === "string" && value !== usual ? [value] : []),
  };
}

/** Several values, as repeated parameters. */
export function list(): Field<readonly string[]> {
  return { read: (given) => given, write: (value) => (Array.isArray(value) ? value.map(String) : []) };
}

/** A whole number. */
export function whole(usual: number): Field<number> {
  return {
    read: ([first]) => (first !== undefined && /^-?\d{1,15}$/.test(first) ? Number(first) : usual),
    write: (value) => (typeof value === "number" && value !== usual ? [String(value)] : []),
  };
}

export function flag(): Field<boolean> {
  return { read: ([first]) => first === "1", write: (value) => (value === true ? ["1"] : []) };
}
