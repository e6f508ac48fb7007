import type { MappingValueKind } from "../../model/mapping-reader.ts";
import type { Gap } from "../../model/propose/reasons.ts";
import type { FormatProblem } from "../../model/strptime.ts";

/** What can be wrong with a mapping file, or with a file that needs one. */
export const mappingErrors = {
  mapping_unreadable: (p: { file: string; line: number; cause: string }) =>
    `${p.file}, line ${p.line}: not valid YAML (${p.cause}). Check the indentation, and put text with special characters in quotes.`,
  mapping_unknown_key: (p: {
    file: string;
    line: number;
    key: string;
    nearest: string | undefined;
    allowed: readonly string[];
  }) =>
    `${p.file}, line ${p.line}: unknown key "${p.key}". ${p.nearest === undefined ? `Expected ${or(p.allowed)}.` : `Did you mean "${p.nearest}"?`}`,
  mapping_wrong_value: (p: { file: string; line: number; key: string; expected: MappingValueKind }) =>
    `${p.file}, line ${p.line}: ${p.key === "" ? "this is not a mapping" : `"${p.key}" has a value that cannot be used`}. Expected ${EXPECTED[p.expected]}.`,
  mapping_time_zone: (p: { file: string; line: number; value: string; nearest: readonly string[] }) =>
    `${p.file}, line ${p.line}: unknown time zone "${p.value}". ${p.nearest.length === 0 ? "Expected a name such as Europe/Madrid." : `Did you mean ${or(p.nearest)}?`}`,
  mapping_currency: (p: { file: string; line: number; value: string }) =>
    `${p.file}, line ${p.line}: "${p.value}" is not a currency code. Expected three letters of ISO 4217, such as EUR, USD or MXN.`,
  mapping_status_twice: (p: { file: string; line: number; label: string; first: string; second: string }) =>
    `${p.file}, line ${p.line}: the status "${p.label}" is in two classes, ${p.first} and ${p.second}. Keep it in one.`,
  mapping_time_format: (p: { file: string; line: number; value: string; problem: FormatProblem }) =>
    `${p.file}, line ${p.line}: timestamp_format "${p.value}" ${formatProblem(p.problem)}`,
  mapping_missing_column: (p: {
    file: string;
    column: string;
    name: string;
    nearest: readonly string[];
    existing: readonly string[];
    /** The mark the file's only column has inside its name. */
    separator: string | undefined;
  }) =>
    `${p.file}: the mapping takes ${p.column} from a column "${p.name}" that the file does not have${
      p.separator !== undefined
        ? `: its whole header is one column, so the delimiter is not the right one. Try csv: {delimiter: ${JSON.stringify(p.separator)}} in the mapping.`
        : p.nearest.length === 0
          ? `. Its columns are ${list(p.existing)}.`
          : `. Did you mean ${or(p.nearest)}?`
    }`,
  mapping_needed: (p: {
    file: string;
    gaps: readonly Gap[];
    /** Where the proposed mapping went. */
    proposal: "stdout" | "nowhere" | { readonly file: string };
  }) =>
    `${p.file}: not understood without a mapping (${p.gaps.map((gap) => GAPS[gap]).join("; ")}). ${
      p.proposal === "nowhere"
        ? "Run again with --propose FILE to get a proposed one"
        : p.proposal === "stdout"
          ? "A proposed one was printed: check it, save it and run again with --mapping FILE"
          : `A proposed one was written to ${p.proposal.file}: check it and run again with --mapping ${p.proposal.file}`
    }.`,
};

const EXPECTED: Readonly<Record<MappingValueKind, string>> = {
  mapping: "keys with values, such as columns: {total: amount}",
  text: "text",
  one_column: "the name of one column (only ids may be several columns)",
  text_or_list: "text, or a list of texts such as [first, second]",
  list: "a list of texts such as [first, second]",
  one_character: 'a single character in quotes, such as ";"',
  true_or_false: "true or false",
  decimal: 'the decimal mark in quotes: "." or ","',
  thousands: `the mark between thousands in quotes, other than the decimal mark: "", ".", ",", " " or "'"`,
  encoding: "utf-8, latin-1 or utf-16",
};

const GAPS: Readonly<Record<Gap, string>> = {
  timestamp: 'no column named "timestamp"',
  total: 'no column named "total", nor "quantity" with "unit_price"',
  date_order: "its dates may be day/month or month/day",
};

function formatProblem(problem: FormatProblem): string {
  switch (problem.kind) {
    case "pattern":
      return `is not a strptime format. Did you mean "${problem.meant}"?`;
    case "field":
      return `has an unknown field "${problem.field}". Known are %Y %y %m %d %b %B %H %I %M %S %f %p %z.`;
    case "incomplete":
      return `lacks a day, a month or a year. Write it as "%d/%m/%Y %H:%M", for example.`;
  }
}

function or(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/** A wide file's names in part. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
}
