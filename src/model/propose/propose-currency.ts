import { distinctLabels } from "../detect/ids-and-labels.ts";
import { currencyOf, isCurrencyCode } from "../detect/number-text.ts";
import type { Mapping } from "../mapping.ts";
import type { Choices } from "./choose.ts";
import type { Part } from "./part.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Reason } from "./reasons.ts";
import { CURRENCY_WORDS } from "./synonyms.ts";

const PATH = "currency";

/** The currency: from the marks of the amounts, else from a column that states it, else from a name. */
export function proposeCurrency(profiles: readonly ColumnProfile[], choices: Choices, given: Mapping): Part {
  const amounts = [choices.total, choices.unit_price].flatMap((choice) =>
    choice === undefined ? [] : [choice.profile],
  );
  if (given.currency !== undefined || amounts.length === 0) {
    return { mapping: {}, reasons: [], unsure: [] };
  }
  return byMark(amounts) ?? byColumn(profiles) ?? byName(amounts) ?? unknown(amounts);
}

function byMark(amounts: readonly ColumnProfile[]): Part | undefined {
  const marks = amounts.flatMap(({ source, style }) => style.symbols.map((mark) => ({ mark, column: source.name })));
  const known = marks.flatMap((mark) => {
    const currency = currencyOf(mark.mark);
    return currency === undefined ? [] : [{ ...mark, currency }];
  });
  const [first] = known;
  if (first === undefined || known.some(({ currency }) => currency !== first.currency)) {
    return undefined;
  }
  return proposed(first.currency, {
    path: PATH,
    code: "currency_mark",
    params: { mark: first.mark, column: first.column },
  });
}

function byColumn(profiles: readonly ColumnProfile[]): Part | undefined {
  const column = profiles.find(
    ({ words, filled }) =>
      filled > 0 &&
      words.some((word) => ["currency", "moneda", "moeda", "divisa", "devise", "wahrung", "valuta"].includes(word)),
  );
  if (column === undefined) {
    return undefined;
  }
  const codes = new Set(distinctLabels(column.values).map((label) => label.trim().toUpperCase()));
  const [code = ""] = codes;
  const name = column.source.name;
  if (codes.size > 1) {
    return { mapping: {}, reasons: [], unsure: [{ path: PATH, code: "currency_mixed", params: { column: name } }] };
  }
  return isCurrencyCode(code)
    ? proposed(code, { path: PATH, code: "currency_column", params: { column: name } })
    : undefined;
}

function byName(amounts: readonly ColumnProfile[]): Part | undefined {
  for (const { words, source } of amounts) {
    const word = words.find((word) => Object.hasOwn(CURRENCY_WORDS, word));
    const currency = word === undefined ? undefined : CURRENCY_WORDS[word];
    if (currency !== undefined) {
      return proposed(currency, { path: PATH, code: "currency_name", params: { column: source.name } });
    }
  }
  return undefined;
}

function unknown(amounts: readonly ColumnProfile[]): Part {
  const mark = amounts.flatMap(({ style }) => style.symbols).find((symbol) => symbol.trim() !== "" && symbol !== "’");
  const doubt: Reason =
    mark === undefined
      ? { path: PATH, code: "currency_unknown", params: {} }
      : { path: PATH, code: "currency_shared", params: { mark } };
  return { mapping: {}, reasons: [], unsure: [doubt] };
}

function proposed(currency: string, reason: Reason): Part {
  return { mapping: { currency }, reasons: [reason], unsure: [] };
}
