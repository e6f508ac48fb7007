import { type NumberStyle, PLAIN_NUMBER } from "../plan.ts";
import type { SourceColumn, SourceFormat } from "../source-shape.ts";
import { type NumberText, readNumberText } from "./number-text.ts";

export interface NumberColumn {
  readonly source: SourceColumn;
  readonly values: readonly (string | null)[];
}

/** What the mapping says of numbers; it overrides what is seen. */
export interface NumberHints {
  readonly decimal?: NumberStyle["decimal"];
  readonly thousands?: NumberStyle["thousands"];
}

/**
 * How the numbers of a file's columns are written, column by column. A shop writes its columns alike, so what one
 * column leaves open (is 1.234 a thousand or a unit?) the others decide; failing that, a file split by semicolons
 * has decimal commas, any other decimal points.
 */
export function detectNumberStyles(
  columns: readonly NumberColumn[],
  format: SourceFormat,
  hints: NumberHints = {},
): NumberStyle[] {
  const found = columns.map(({ source, values }) => (source.type === "text" ? gather(values) : null));
  const all = found.filter((evidence) => evidence !== null);
  const sum = (key: "point" | "comma") => all.reduce((total, evidence) => total + evidence[key], 0);
  const custom = format.kind === "csv" && format.delimiter === ";" ? "," : ".";
  const shared = majority(sum("point"), sum("comma")) ?? custom;
  return found.map((evidence) => {
    if (evidence === null) {
      return PLAIN_NUMBER;
    }
    const decimal = hints.decimal ?? majority(evidence.point, evidence.comma) ?? shared;
    const symbols = [...evidence.symbols].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return { decimal, thousands: hints.thousands ?? thousandsOf(evidence, decimal), symbols };
  });
}

interface Evidence {
  /** Values that can only have a decimal point, or a decimal comma. */
  point: number;
  comma: number;
  /** Values in which each mark groups digits by three, or might. */
  readonly groups: Map<NumberStyle["thousands"], number>;
  readonly symbols: Set<string>;
}

/** What most files have, seen at a glance. */
const PLAIN_WHOLE = /^-?\d+$/;
const PLAIN_CENTS = /^-?\d+\.\d\d?$/;

function gather(values: readonly (string | null)[]): Evidence {
  const evidence: Evidence = { point: 0, comma: 0, groups: new Map(), symbols: new Set() };
  for (const value of values) {
    if (value === null || PLAIN_WHOLE.test(value)) {
      continue;
    }
    if (PLAIN_CENTS.test(value)) {
      vote(evidence, ".");
      continue;
    }
    const text = readNumberText(value);
    if (text !== null) {
      weigh(text, evidence);
    }
  }
  return evidence;
}

function weigh({ digits, symbols }: NumberText, evidence: Evidence): void {
  for (const symbol of symbols) {
    evidence.symbols.add(symbol);
  }
  const spaced = ([" ", "'"] as const).find((mark) => digits.includes(mark));
  if (spaced !== undefined) {
    count(evidence, spaced);
  }
  const bare = digits.replace(/[ ']/g, "");
  const [points, commas] = [bare.split(".").length - 1, bare.split(",").length - 1];
  if (points === 0 && commas === 0) {
    return;
  }
  if (points > 0 && commas > 0) {
    if (/^\d{1,3}(\.\d{3})+,\d+$/.test(bare)) {
      vote(evidence, ",");
      count(evidence, ".");
    } else if (/^\d{1,3}(,\d{2,3})+\.\d+$/.test(bare)) {
      vote(evidence, ".");
      count(evidence, ",");
    }
    return;
  }
  const mark = points > 0 ? "." : ",";
  if (points + commas > 1) {
    if (/^\d{1,3}([.,]\d{3})+$/.test(bare)) {
      vote(evidence, mark === "." ? "," : ".");
      count(evidence, mark);
    }
  } else if (spaced === undefined && /^[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) {
    count(evidence, mark);
  } else {
    vote(evidence, mark);
  }
}

function vote(evidence: Evidence, decimal: NumberStyle["decimal"]): void {
  evidence[decimal === "." ? "point" : "comma"] += 1;
}

function count({ groups }: Evidence, mark: NumberStyle["thousands"]): void {
  groups.set(mark, (groups.get(mark) ?? 0) + 1);
}

function majority(point: number, comma: number): NumberStyle["decimal"] | undefined {
  return point === comma ? undefined : point > comma ? "." : ",";
}

/** Plain numbers are read fastest, so a point gets no thousands mark unless one is seen; a comma nearly always has the point. */
function thousandsOf({ groups }: Evidence, decimal: NumberStyle["decimal"]): NumberStyle["thousands"] {
  const [seen] = [...groups].filter(([mark]) => mark !== decimal).sort(([, a], [, b]) => b - a);
  return seen?.[0] ?? (decimal === "," ? "." : "");
}
