export interface Numbers {
  /** "1125.18" with its currency, every digit kept. */
  money(amount: string): string;
  /** The same without cents, for large figures; the exact value belongs on hover. */
  moneyWhole(amount: string): string;
  /** With its sign, for differences. */
  moneyChange(amount: string): string;
  /** Few digits and a word for the size, "€1.2K": for axes only. */
  moneyShort(amount: number): string;
  short(value: number): string;
  count(value: number): string;
  /** With as many decimals as it has, up to four. */
  number(value: number | string): string;
  /** 0.0312 as 3.1 %. */
  ratio(value: number): string;
  /** 0.0312 as +3.1 %. */
  change(value: number): string;
  bytes(value: number): string;
  /** Seconds as people say them: 0.4 s, 12 s, 3 min, 2 h, 5 d. */
  duration(seconds: number): string;
  milliseconds(value: number): string;
}

const BYTES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function createNumbers(locale: string, currency: string): Numbers {
  const make = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { useGrouping: "always", ...options });
  const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const style = isCurrency(currency) ? ({ style: "currency", currency } as const) : {};
  const money = make({ ...style, ...cents });
  const moneyWhole = make({ ...style, maximumFractionDigits: 0 });
  const moneyChange = make({ ...style, ...cents, signDisplay: "exceptZero" });
  const compact = { notation: "compact", maximumSignificantDigits: 3, useGrouping: "auto" } as const;
  const moneyShort = make({ ...style, ...compact });
  const short = make(compact);
  const count = make({ maximumFractionDigits: 0 });
  const number = make({ maximumFractionDigits: 4 });
  const percent = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const ratio = make(percent);
  const change = make({ ...percent, signDisplay: "exceptZero" });
  const oneDecimal = make({ maximumFractionDigits: 1 });
  // The short form of a byte has no plural.
  const sizes = BYTES.map((unit) =>
    make({ style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits: 1 }),
  );

  return {
    money: (amount) => money.format(exact(amount)),
    moneyWhole: (amount) => moneyWhole.format(exact(amount)),
    moneyChange: (amount) => withMinus(moneyChange.format(exact(amount))),
    moneyShort: (amount) => moneyShort.format(amount),
    short: (value) => short.format(value),
    count: (value) => count.format(value),
    number: (value) => number.format(exact(value)),
    ratio: (value) => ratio.format(value),
    change: (value) => withMinus(change.format(value)),
    bytes(value) {
      const step = Math.min(BYTES.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
      return sizes[step]?.format(value / 1000 ** step) ?? "";
    },
    duration(value) {
      const [size, sign] =
        value < 60 ? [1, "s"] : value < 3600 ? [60, "min"] : value < 86_400 ? [3600, "h"] : [86_400, "d"];
      return withUnit(value < 1 ? oneDecimal.format(value) : count.format(Math.floor(value / size)), sign);
    },
    milliseconds: (value) =>
      value < 1000 ? withUnit(count.format(value), "ms") : withUnit(oneDecimal.format(value / 1000), "s"),
  };
}

/** The sign that is as wide as a plus. */
function withMinus(text: string): string {
  return text.replace("-", "\u2212");
}

/** Signs of units are the same in both languages; a space that does not break stands before them. */
function withUnit(number: string, sign: string): string {
  return `${number}\u00a0${sign}`;
}

/** Intl formats the digits of a text as they stand, where a number would lose some. */
function exact(value: number | string): number | Intl.StringNumericLiteral {
  return value as number | Intl.StringNumericLiteral;
}

function isCurrency(currency: string): boolean {
  return /^[A-Z]{3}$/.test(currency);
}
