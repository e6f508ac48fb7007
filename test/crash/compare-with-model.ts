import { join } from "node:path";
import { openDuckDb } from "../../src/engines/duckdb/instance.ts";
import {
  judgeStream,
  type ModelOptions,
  type ModelSale,
  type ModelWindow,
  windowsOf,
} from "../streams/stream-model.ts";
import { readWindows } from "./stream-process.ts";

const WINDOW: ModelOptions = { sizeMs: 60_000, slideMs: 60_000, delayMs: 60_000, horizonMs: 86_400_000 };

export interface Comparison {
  /** Everything that is not as it must be, in words. */
  readonly wrong: string[];
  /** How many windows were compared. */
  readonly windows: number;
}

/** Compares all that a stream left in its folder with what the records sent come to by a calculation of its own. */
export async function compareWithModel(
  folder: string,
  sent: readonly (readonly (ModelSale | null)[])[],
): Promise<Comparison> {
  const wrong: string[] = [];
  const expected = judgeStream(sent, WINDOW);
  const check = (what: string, actual: unknown, wanted: unknown) => {
    if (String(actual) !== String(wanted)) wrong.push(`${what}: ${String(actual)} instead of ${String(wanted)}`);
  };

  const printed = await readWindows(folder);
  const totals = windowsOf(expected.accepted, WINDOW, () => null);
  const categories = windowsOf(expected.accepted, WINDOW, ({ category }) => category);
  for (const [query, windows] of [
    ["totals", totals],
    ["by_category", categories],
  ] as const) {
    const actual = new Map(
      printed
        .filter((row) => row.query === query)
        .map((row) => [
          `${query} ${row.window_start} ${row.key}`,
          `${row.transactions} ${row.gross_sales} ${row.final}`,
        ]),
    );
    for (const window of windows) {
      const name = `${query} ${new Date(window.start).toISOString().replace(".000Z", "Z")} ${window.key}`;
      check(name, actual.get(name), shown(window, expected.watermark));
      actual.delete(name);
    }
    for (const [name, value] of actual) wrong.push(`${name}: ${value}, and there is no such window`);
  }

  const db = await openDuckDb({ path: join(folder, "state", "state.duckdb") });
  try {
    const [state] = (await db.connection.runAndReadAll("SELECT checkpoint FROM state")).getRowsJS();
    const { quality } = JSON.parse(String(state?.[0])) as { quality: Record<string, number> };
    check("read", quality.read, sent.flat().length);
    for (const kind of ["late", "duplicate", "rejected"] as const) check(kind, quality[kind], expected[kind]);
    check("accepted", quality.accepted, expected.accepted.length);
    const files = join(folder, "state", "history", "*", "*.parquet");
    const kept = await db.connection.runAndReadAll(
      `SELECT count(*), count(DISTINCT transaction_id), CAST(sum(total) * 100 AS BIGINT) FROM (
         SELECT transaction_id, total FROM sales UNION ALL SELECT transaction_id, total FROM read_parquet('${files}'))`,
    );
    const [rows, ids, total] = kept.getRowsJS()[0] ?? [];
    const cents = expected.accepted.reduce((sum, sale) => sum + BigInt(sale.cents), 0n);
    check("kept rows", rows, expected.accepted.length);
    check("kept ids", ids, new Set(expected.accepted.map(({ id }) => id)).size);
    check("kept cents", total, cents);
  } finally {
    db.close();
  }
  return { wrong, windows: totals.length + categories.length };
}

function shown({ start, transactions, cents }: ModelWindow, watermark: number | null): string {
  const money = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
  return `${transactions} ${money} ${watermark !== null && start + WINDOW.sizeMs <= watermark}`;
}
