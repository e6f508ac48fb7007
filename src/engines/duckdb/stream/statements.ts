import { BIGINT, type DuckDBConnection, type DuckDBPreparedStatement, type DuckDBValue } from "@duckdb/node-api";

/** The values for a statement's `$name` places: whole numbers and texts. */
export type Values = Readonly<Record<string, number | string>>;

/**
 * Statements that come again and again with the same text: each is planned once. To plan one takes DuckDB longer than to
 * run it on few rows. It plans anew, by itself, after a table was made or dropped in a database that the statement names: so
 * tables that each batch makes anew lie in a database of their own (see `JUDGED`).
 */
export interface Statements {
  /** Returns how many rows it changed. */
  run(sql: string, values?: Values): Promise<number>;
  rows(sql: string, values?: Values): Promise<DuckDBValue[][]>;
}

const prepared = new WeakMap<DuckDBConnection, Statements>();

/** The statements of a connection. */
export function statementsOf(connection: DuckDBConnection): Statements {
  const known = prepared.get(connection) ?? createStatements(connection);
  prepared.set(connection, known);
  return known;
}

/** Texts vary little: with what there is to emit, and where the times lie. */
const MOST = 200;

function createStatements(connection: DuckDBConnection): Statements {
  const byText = new Map<string, DuckDBPreparedStatement>();

  async function bound(sql: string, values: Values): Promise<DuckDBPreparedStatement> {
    let statement = byText.get(sql);
    if (statement === undefined) {
      if (byText.size >= MOST) forget(byText);
      statement = await connection.prepare(sql);
      byText.set(sql, statement);
    }
    const numbers = Object.entries(values).filter(([, value]) => typeof value === "number");
    const whole = Object.fromEntries(numbers.map(([name, value]) => [name, BigInt(value)]));
    statement.bind({ ...values, ...whole }, Object.fromEntries(numbers.map(([name]) => [name, BIGINT])));
    return statement;
  }

  return {
    async run(sql, values = {}) {
      return (await (await bound(sql, values)).run()).rowsChanged;
    },
    async rows(sql, values = {}) {
      return (await (await bound(sql, values)).runAndReadAll()).getRows();
    },
  };
}

function forget(byText: Map<string, DuckDBPreparedStatement>): void {
  for (const statement of byText.values()) statement.destroySync();
  byText.clear();
}
