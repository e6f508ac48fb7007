import { toNumber } from "../detect/number-text.ts";
import type { Mapping } from "../mapping.ts";
import type { SourceFormat } from "../source-shape.ts";
import type { Choices } from "./choose.ts";
import type { Part } from "./part.ts";

/** The decimal and thousands marks, where they are not a plain point. */
export function proposeNumbers(choices: Choices, given: Mapping, format: SourceFormat["kind"]): Part {
  const amount = choices.total ?? choices.unit_price;
  if (amount === undefined || given.csv?.decimal !== undefined || format === "parquet") {
    return { mapping: {}, reasons: [], unsure: [] };
  }
  const { style, values } = amount.profile;
  if (style.decimal === "." && style.thousands === "") {
    return { mapping: {}, reasons: [], unsure: [] };
  }
  // The longest shows most: 1.234,56 says more than 9,90.
  const [text] = values.filter((value) => value !== null).sort((a, b) => b.length - a.length);
  const read = text === undefined ? null : toNumber(text, style);
  const params = { text: text?.trim() ?? "", read: String(read) };
  return {
    mapping: { csv: { decimal: style.decimal, thousands: style.thousands } },
    reasons: read === null ? [] : [{ path: "csv.decimal", code: "number_format", params }],
    unsure: [],
  };
}
