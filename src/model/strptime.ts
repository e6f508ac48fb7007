/** Formats that are no strptime: seconds and milliseconds since 1970, in UTC. */
export const EPOCH_FORMATS = ["epoch_s", "epoch_ms"] as const;

const FIELDS = "aAbBdfgHIjmMnpSwyYzZ%";
const PADLESS = "dmyHIMSj";

export type FormatProblem =
  /** A pattern such as `dd/MM/yyyy`, with what it is in strptime. */
  | { readonly kind: "pattern"; readonly meant: string }
  | { readonly kind: "field"; readonly field: string }
  /** Without a day, a month or a year there is no date. */
  | { readonly kind: "incomplete" };

/** What is wrong with a strptime format, or null. */
export function checkFormat(format: string): FormatProblem | null {
  if ((EPOCH_FORMATS as readonly string[]).includes(format)) {
    return null;
  }
  if (!format.includes("%")) {
    return /[dDyY]/.test(format) ? { kind: "pattern", meant: fromPattern(format) } : { kind: "incomplete" };
  }
  const fields = format.match(/%-?[\s\S]?/g) ?? [];
  const unknown = fields.find((field) => !isField(field));
  if (unknown !== undefined) {
    return { kind: "field", field: unknown };
  }
  const has = (letters: string) => fields.some((field) => letters.includes(field.slice(-1)));
  return has("yY") && (has("j") || (has("mbB") && has("d"))) ? null : { kind: "incomplete" };
}

function isField(field: string): boolean {
  const letter = field.slice(-1);
  return field.startsWith("%-")
    ? field.length === 3 && PADLESS.includes(letter)
    : field.length === 2 && FIELDS.includes(letter);
}

const PATTERN_FIELDS: Readonly<Record<string, string>> = {
  yyyy: "%Y",
  yy: "%y",
  MMMM: "%B",
  MMM: "%b",
  MM: "%m",
  M: "%m",
  dd: "%d",
  d: "%d",
  HH: "%H",
  H: "%H",
  hh: "%I",
  h: "%I",
  mm: "%M",
  m: "%M",
  ss: "%S",
  s: "%S",
  SSS: "%f",
  a: "%p",
  XXX: "%z",
  Z: "%z",
};

/** Spreadsheets write hh where the day has 24 hours too. */
const TWENTY_FOUR: Readonly<Record<string, string>> = { hh: "%H", h: "%H" };

/** A guess at what a Java or spreadsheet pattern means; minutes are the m after an hour. */
function fromPattern(pattern: string): string {
  let hours = false;
  const halves = /a/.test(pattern);
  return pattern.replace(/([A-Za-z])\1*/g, (run) => {
    const usual = /^[yYdD]+$/.test(run) ? run.toLowerCase() : /^m+$/.test(run) && !hours ? run.toUpperCase() : run;
    hours ||= /^[hH]/.test(run);
    return (halves ? undefined : TWENTY_FOUR[usual]) ?? PATTERN_FIELDS[usual] ?? run;
  });
}
