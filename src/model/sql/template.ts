import { type DimensionId, isDimension } from "../dimensions.ts";
import { additiveParts, isMeasure, type MeasureId } from "../measures.ts";
import type { Column, MetricContext, Unit } from "../query.ts";
import { isSaleColumn, type SaleColumn } from "../sale.ts";
import { dimensionSql, formulaSql, partialSql } from "./compile.ts";
import type { Dialect } from "./dialect.ts";

/** An analysis that is more than a query: SQL common to both engines, with macros where they differ. */
export interface SqlTemplate {
  readonly columns: readonly Column[];
  readonly requires: readonly SaleColumn[];
  readonly body: string;
}

/**
 * Reads a `.sql` file. Its header is comment lines `-- columns: id unit, id unit` and `-- requires: column, column`;
 * the body is a SELECT whose columns come in the header's order.
 */
export function parseTemplate(text: string, file: string): SqlTemplate {
  const header = (key: string) =>
    [...text.matchAll(new RegExp(`^-- ${key}: *(.*)$`, "gm"))]
      .flatMap((match) => (match[1] ?? "").split(","))
      .map((item) => item.trim())
      .filter((item) => item !== "");
  const columns = header("columns").map((item) => {
    const [id = "", unit = ""] = item.split(/\s+/);
    return { id, unit: unit as Unit };
  });
  const requires = header("requires").map((name) => {
    if (!isSaleColumn(name)) {
      throw new Error(`${file}: "${name}" is not a sale column`);
    }
    return name;
  });
  if (columns.length === 0) {
    throw new Error(`${file}: the header names no columns`);
  }
  return { columns, requires, body: text.replaceAll(/^--.*\n/gm, "").trim() };
}

/**
 * Fills the macros `{{name argument ; argument}}` of a template. Macros may stand inside arguments.
 * What a macro yields is never read again for macros: it may hold a shop's own labels.
 *
 * - `{{sales}}` the accepted sales; `{{dimension month}}`; `{{measure net_sales}}` (an aggregate over sales)
 * - `{{cents x}}` money as a whole number, `{{money n}}` back; `{{whole x ; decimals}}`, `{{scaled n ; decimals}}`
 *   the same for any number of decimals; `{{text x}}`
 * - `{{divide a ; b ; decimals}}` exact, half up, of two whole numbers; `{{half_up a ; b}}` the same as a whole
 *   number; `{{quotient a ; b}}` rounded down. All three: a not negative, b positive; null where b is 0
 * - `{{squares x ; decimals}}` the sum of squares (an aggregate, see the dialect for its limit); `{{root a ; b ; decimals}}`
 *   the square root of a / b, rounded half up
 * - `{{days a ; b}}`, `{{months a ; b}}`, `{{month_of x}}` (a date), `{{month x}}` (its text), `{{series a ; b}}`
 */
export function fillTemplate(template: SqlTemplate, context: MetricContext, dialect: Dialect): string {
  const tokens = template.body.split(/(\{\{|\}\}|;)/);
  let at = 0;
  return text();

  /** Up to the end of the body. A `;` outside macros stands for itself. */
  function text(): string {
    let sql = "";
    while (at < tokens.length) {
      const token = tokens[at++] ?? "";
      if (token === "}}") {
        throw new Error(`a macro that was not opened is closed after: ${sql}`);
      }
      sql += token === "{{" ? macro() : token;
    }
    return sql;
  }

  function macro(): string {
    const args = [""];
    while (at < tokens.length) {
      const token = tokens[at++] ?? "";
      if (token === "}}") {
        const [, name = "", first = ""] = /^\s*(\w+)\s*(.*)$/s.exec(args[0] ?? "") ?? [];
        return expand(
          name,
          [first, ...args.slice(1)].map((argument) => argument.trim()),
          context,
          dialect,
        );
      }
      if (token === ";") {
        args.push("");
      } else {
        args.push(`${args.pop() ?? ""}${token === "{{" ? macro() : token}`);
      }
    }
    throw new Error(`unclosed macro: ${args.join(";")}`);
  }
}

function expand(name: string, args: readonly string[], context: MetricContext, dialect: Dialect): string {
  const [a = "", b = "", c = ""] = args;
  switch (name) {
    case "sales":
      return context.relation;
    case "dimension":
      return dimensionSql(known(a, isDimension) satisfies DimensionId, dialect);
    case "measure":
      return measureSql(known(a, isMeasure), context, dialect);
    case "divide":
      return dialect.scaled(dialect.divideHalfUp(`(${a}) * ${10 ** Number(c)}`, `(${b})`), Number(c));
    case "half_up":
      return dialect.divideHalfUp(`(${a})`, `(${b})`);
    case "quotient":
      return dialect.divideDown(`(${a})`, `(${b})`);
    case "root":
      return dialect.scaled(dialect.rootHalfUp(`(${a})`, `(${b})`, Number(c)), Number(c));
    case "squares":
      return dialect.squares(a, Number(b));
    case "whole":
      return dialect.unscaled(`(${a})`, Number(b));
    case "cents":
      return dialect.unscaled(`(${a})`, 2);
    case "money":
      return dialect.scaled(`(${a})`, 2);
    case "scaled":
      return dialect.scaled(`(${a})`, Number(b));
    case "text":
      return dialect.toText(`(${a})`);
    case "days":
      return dialect.daysBetween(a, b);
    case "months":
      return dialect.monthsBetween(a, b);
    case "month_of":
      return dialect.firstOfMonth(a);
    case "month":
      return dialect.timePart("month", a);
    case "series":
      return dialect.series(a, b);
    default:
      throw new Error(`unknown macro {{${name}}}`);
  }
}

function measureSql(id: MeasureId, context: MetricContext, dialect: Dialect): string {
  const [only] = additiveParts([id]);
  return only === id
    ? partialSql(only, context, dialect)
    : formulaSql(id, (part) => partialSql(part, context, dialect), dialect);
}

function known<Id extends string>(name: string, is: (name: string) => name is Id): Id {
  if (!is(name)) {
    throw new Error(`unknown name "${name}" in a macro`);
  }
  return name;
}
