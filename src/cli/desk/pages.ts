import type { DeadLetter, LateSale } from "../../model/stream/aside.ts";
import type { DeskOperations } from "../../pipelines/stream-desk.ts";

/** A desk gives out less at once than may be asked for: page after page until there are `limit`, or no more. */
export async function* letterPages(
  desk: DeskOperations,
  query: Omit<Parameters<DeskOperations["deadLetters"]>[0], "after" | "limit">,
  limit = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<readonly DeadLetter[]> {
  yield* pages((after, left) => desk.deadLetters({ ...query, after, limit: left }), limit);
}

export async function* latePages(
  desk: DeskOperations,
  waiting: boolean,
  limit: number,
): AsyncGenerator<readonly LateSale[]> {
  yield* pages((after, left) => desk.lateSales({ waiting, after, limit: left }), limit);
}

export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

async function* pages<T extends { readonly id: number }>(
  next: (after: number, limit: number) => Promise<readonly T[]>,
  limit: number,
): AsyncGenerator<readonly T[]> {
  let [after, left] = [0, limit];
  while (left > 0) {
    const page = await next(after, left);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
    left -= page.length;
  }
}
