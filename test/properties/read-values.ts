/** Money as text, in cents, rounded half up; null where it is no number or has more than 16 digits before the point. */
export function centsOf(text: string, decimal: "." | ","): bigint | null {
  return scaled(text, decimal, 2, 16);
}

/** A quantity as text, in thousandths. */
export function thousandthsOf(text: string, decimal: "." | ","): bigint | null {
  return scaled(text, decimal, 3, 15);
}

function scaled(text: string, decimal: "." | ",", decimals: number, maxWhole: number): bigint | null {
  const plain = decimal === "." ? text : fromCommas(text);
  const match = plain?.match(/^ *([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))? *$/);
  if (match === null || match === undefined) {
    return null;
  }
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole + fraction === "") {
    return null;
  }
  // digits × 10^power is the number in units of its last kept decimal.
  const digits = BigInt(whole + fraction);
  const power = Number(exponent) - fraction.length + decimals;
  const value = power >= 0 ? digits * 10n ** BigInt(power) : halfUp(digits, 10n ** BigInt(-power));
  return value >= 10n ** BigInt(maxWhole + decimals) ? null : sign === "-" ? -value : value;
}

/** 1.234,56 as 1234.56. */
function fromCommas(text: string): string | null {
  const match = text.match(/^ *([+-]?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:,(\d+))? *$/);
  return match === null ? null : `${match[1]?.replaceAll(".", "")}.${match[2] ?? "0"}`;
}

function halfUp(a: bigint, b: bigint): bigint {
  return (2n * a + b) / (2n * b);
}

/** Whether a text is a moment between 1900 and 2200 that the calendar has. */
export function isTime(text: string, style: "iso" | "day first"): boolean {
  if (style === "day first") {
    const match = text.match(/^ *(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{1,2}) *$/);
    return match !== null && exists(match[3], match[2], match[1], match[4], match[5], "0");
  }
  const match = text.match(
    /^ *(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}(?::?\d{2})?))?)? *$/,
  );
  return match !== null && exists(match[1], match[2], match[3], match[4], match[5], match[6]);
}

function exists(...texts: readonly (string | undefined)[]): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = texts.map((text) => Number(text ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // ISO 8601 knows 24:00:00, the end of a day.
  const isClock = (hour < 24 && minute < 60 && second < 60) || (hour === 24 && minute === 0 && second === 0);
  return isDay && isClock && year >= 1900 && year < 2200;
}
