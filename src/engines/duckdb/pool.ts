/** Things that one user at a time may have, such as connections; whoever comes when all are taken waits, in order. */
export interface Pool<T> {
  use<R>(work: (one: T) => Promise<R>): Promise<R>;
}

export function createPool<T>(all: readonly T[]): Pool<T> {
  const free = [...all];
  const waiting: ((one: T) => void)[] = [];
  return {
    async use(work) {
      const one = free.pop() ?? (await new Promise<T>((resolve) => waiting.push(resolve)));
      try {
        return await work(one);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(one);
        else next(one);
      }
    },
  };
}
