import type { NumberStyle } from "../plan.ts";

/** A number as written: its currency marks, its sign and its digits with whatever stands between them. */
export interface NumberText {
  readonly sign: "" | "+" | "-";
  readonly digits: string;
  readonly symbols: readonly string[];
}

/** Null for what is no number: letters that are no currency, parentheses or a minus behind. */
export function readNumberText(value: string): NumberText | null {
  const match = value
    .slice(0, MAX_LENGTH)
    .trim()
    .match(
      /^([+-]?)\s*([^\d\s+\-.,()]+\.?)?\s*([+-]?)\s*([.,]?\d(?:[\d.,'’ \u00a0\u202f]*\d)?)\s*([^\d\s+\-.,()]+\.?)?$/u,
    );
  if (match === null) {
    return null;
  }
  const [, outer = "", before, inner = "", digits = "", after] = match;
  const marks = [before, after].filter((mark) => mark !== undefined);
  if (!marks.every(isCurrencyMark) || (outer !== "" && inner !== "")) {
    return null;
  }
  // Spaces that do not break, and curved apostrophes, are dropped like currency marks: engines trim and group plain ones only.
  const odd = ["\u00a0", "\u202f", "’"].filter((mark) => value.includes(mark));
  const sign = outer === "" ? inner : outer;
  return {
    sign: sign === "-" ? "-" : sign === "+" ? "+" : "",
    digits: odd.reduce((text, mark) => text.replaceAll(mark, ""), digits),
    symbols: [...marks, ...odd],
  };
}

/** Longer text is no amount, and would only take time. */
const MAX_LENGTH = 64;

/** The number a text stands for in a style, or null when it is not written so. For proposals, not for sums of money. */
export function toNumber(value: string, style: NumberStyle): number | null {
  const text = readNumberText(value);
  if (text === null) {
    return null;
  }
  const [whole = "", fraction = "0", ...more] = text.digits.split(style.decimal);
  const grouped = style.thousands === "" ? [whole] : whole.split(style.thousands);
  const well =
    grouped.length === 1 || grouped.every((group, at) => (at === 0 ? group.length <= 3 : group.length === 3));
  const plain = `${grouped.join("")}.${fraction}`;
  return more.length === 0 && well && /^\d*\.\d+$/.test(plain) ? Number(`${text.sign}${plain}`) : null;
}

/** Currencies whose mark means nothing else; the dollar, the yen and the krona are shared by several. */
const CURRENCY_OF: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  R$: "BRL",
  US$: "USD",
  U$S: "USD",
  $US: "USD",
  "£GB": "GBP",
  C$: "CAD",
  CA$: "CAD",
  A$: "AUD",
  AU$: "AUD",
  MX$: "MXN",
  "S/": "PEN",
  "S/.": "PEN",
  "₹": "INR",
  "₽": "RUB",
  "₺": "TRY",
  "₪": "ILS",
  "₩": "KRW",
  "₴": "UAH",
  "₫": "VND",
  "₱": "PHP",
  "₦": "NGN",
  zł: "PLN",
  Kč: "CZK",
  Ft: "HUF",
};
const SHARED_MARKS = [
  "$",
  "¥",
  "kr",
  "kr.",
  "Kr",
  "Kr.",
  "Rs",
  "Rs.",
  "₨",
  "Bs",
  "Bs.",
  "Fr.",
  "lei",
  "Lei",
  "RM",
  "Rp",
];

/** The one currency a mark or a code in front of or behind a number stands for. */
export function currencyOf(mark: string): string | undefined {
  if (Object.hasOwn(CURRENCY_OF, mark)) {
    return CURRENCY_OF[mark];
  }
  return isCurrencyCode(mark.toUpperCase()) && mark.length === 3 ? mark.toUpperCase() : undefined;
}

/** An ISO 4217 code. */
export function isCurrencyCode(code: string): boolean {
  codes ??= new Set(Intl.supportedValuesOf("currency"));
  return codes.has(code);
}

let codes: ReadonlySet<string> | undefined;

function isCurrencyMark(mark: string): boolean {
  return SHARED_MARKS.includes(mark) || currencyOf(mark) !== undefined || /^[A-Z]{0,3}\p{Sc}[A-Z]{0,3}$/u.test(mark);
}
