export interface RecordRead {
  readonly isWhole: boolean;
  /** Field by field as text, as far as it could be read. */
  readonly values: ReadonlyMap<string, string | null>;
}

/** Reads a record of JSON; of a broken one, the fields that stand complete before the break. */
export function readRecord(text: string): RecordRead {
  const whole = objectOf(text);
  if (whole !== null) {
    return { isWhole: true, values: new Map(Object.entries(whole).map(([name, value]) => [name, valueText(value)])) };
  }
  const values = new Map<string, string | null>();
  for (const [, name = "", value = ""] of text.matchAll(FIELD)) {
    const [key, read] = [parsed(`"${name}"`), parsed(value)];
    if (typeof key === "string" && read !== undefined) values.set(key, valueText(read));
  }
  return { isWhole: false, values };
}

/** The record closed again, with an empty place for each field it lacks. */
export function frameRecord(text: string, fields: readonly string[]): string {
  const { values } = readRecord(text);
  const lines = [...values].map(([name, value]) => [name, writtenValue(text, name, value)] as const);
  const missing = fields.filter((field) => !values.has(field)).map((field) => [field, '""'] as const);
  return `{\n${[...lines, ...missing].map(([name, value]) => `  ${JSON.stringify(name)}: ${value}`).join(",\n")}\n}`;
}

/** A name, a colon, and a text, number or word that is surely complete: something follows it. */
const FIELD =
  /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*[,}])|true|false|null)/g;

/** As it was written, so that a number stays a number. */
function writtenValue(text: string, name: string, value: string | null): string {
  const written = [...text.matchAll(FIELD)].find(([, key]) => parsed(`"${key}"`) === name)?.[2];
  return written ?? JSON.stringify(value);
}

function objectOf(text: string): Record<string, unknown> | null {
  const value = parsed(text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
